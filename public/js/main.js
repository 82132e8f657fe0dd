// @ts-check
// Wires the page together: what comes from the server, what is remembered, what is shown.
import { createActions } from "./actions.js";
import { createApi } from "./api.js";
import { systemClock } from "./clock.js";
import { codeInHash } from "./codes.js";
import { createDevice, nameKey } from "./device.js";
import { createDoor } from "./door.js";
import { createDoorway } from "./doorway.js";
import { createDrafts, forgetOldDrafts } from "./drafts.js";
import { liveBoard } from "./live_board.js";
import { createMine } from "./mine.js";
import { createNews } from "./news.js";
import { createOpened } from "./opened.js";
import { createOutgoing } from "./outgoing.js";
import { createPerson } from "./person.js";
import { createDeviceMemory, createPokes, find, keepForLater, pacing, settleLanguage } from "./page.js";
import { createRemovals } from "./removals.js";
import { changesBetween, unknownBoard } from "./state.js";
import { createMemory } from "./storage.js";
import { createVouched } from "./vouched.js";
import { createAnnouncer } from "./views/announcer.js";
import { createBoardView } from "./views/board.js";
import { createConnectionView } from "./views/connection.js";
import { createPill } from "./views/pill.js";
import { createProposeView } from "./views/propose.js";
import { keepReadingPosition, onScreen } from "./views/reading_position.js";
import { createVouchedNotice } from "./views/vouched_notice.js";
import { say } from "./words.js";

settleLanguage();
keepForLater();
const memory = createDeviceMemory();
const { pokes, poke } = createPokes();
let board = unknownBoard;
let shown = null;
let connected = false;

const person = createPerson(memory);
const mine = createMine({ device: () => device.handle });
const door = createDoor({ fetch: fetch.bind(window) });
const api = createApi({ fetch: door.fetch, name: () => person.name });
const device = createDevice({ api, person });
const removals = createRemovals({ api, name: () => person.name, tag: () => board.tag });
const news = createNews();
const announcer = createAnnouncer({ status: find("[role=status]"), alarm: find("[role=alert]"),
  clock: systemClock });
function saved() {
  device.wrote();
  if (!connected) poke();
}

const outbox = createOutgoing({ memory, mine, saved, announcer, board: () => board,
  apiAs: name => createApi({ fetch: door.fetch, name: () => name }),
  around: change => keepReadingPosition(boardView.dom, change) });
const actions = createActions({ api, mine, removals, outbox, saved, board: () => board, name: () => person.name });
forgetOldDrafts(memory);
const desk = {
  actions,
  device,
  news,
  outbox,
  drafts: createDrafts(memory),
  person,
  removals,
  opened: createOpened(createMemory(() => sessionStorage)),
  inView: onScreen,
  alert: announcer.alert,
  saved: announcer.say,
};
const propose = createProposeView({ desk, visit: title => boardView.focus(title) });
const boardView = createBoardView({ desk, start: propose.open, edit: takeBack });
const connectionView = createConnectionView({ dom: find(".connection"), say: announcer.say });
find(".side").append(propose.dom);
const [above, below] = [createPill({ side: "above", news }), createPill({ side: "below", news })];
const refuge = () => find("#talks").focus();
const notice = createVouchedNotice({ vouched: createVouched({ device, memory }), saved: announcer.say, refuge });
find("main").append(notice.dom, above.dom, boardView.dom, below.dom);
createDoorway({ door, poke, announcer, refuge });

function takeBack(entry) {
  const taken = propose.resume(entry);
  if (!taken) announcer.say(say("formBusy"));
  return taken;
}

/** What is about names alone, or about this person's. */
const isAboutNames = ({ steps, names = [] }) =>
  !steps.length || names.some(({ name }) => nameKey(name) === nameKey(person.name));

/** @param {import("./live_board.js").Turn} turn */
function show({ board: next, happened }) {
  const before = board;
  board = next;
  const changes = changesBetween(before, board, removals.has);
  const byOthers = mine.others(changes, happened);
  removals.follow(changes, happened);
  if (!happened || happened.some(isAboutNames)) device.refresh();
  news.note(byOthers);
  keepReadingPosition(boardView.dom, () => {
    boardView.update(board);
    outbox.follow();
  });
  announcer.others(byOthers);
}

/** The link that adds a device names the board; the page about oneself takes its code. */
function passCode() {
  if (codeInHash(location.hash)) location.replace(`you.html${location.hash}`);
}

passCode();
window.addEventListener("hashchange", passCode);
device.onChange(() => keepReadingPosition(boardView.dom, notice.update));
device.refresh();
pokes.addEventListener("poke", () => {
  device.refresh();
  if (connected) outbox.flush();
});
await outbox.start();
for await (const { turn, connection } of liveBoard(pacing(pokes, systemClock, door.fetch))) {
  const back = !connected && connection.state === "connected";
  connected = connection.state === "connected";
  connectionView.update(connection);
  // Once the board is shown that it is about.
  if (back) queueMicrotask(outbox.flush);
  if (!turn || turn === shown) continue;
  shown = turn;
  // What goes wrong with one state is reported, and must not keep the page from showing the next.
  try { show(turn); } catch (error) { reportError(error); }
}
