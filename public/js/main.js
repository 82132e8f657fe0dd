// @ts-check
// Wires the page together: what comes from the server, what is remembered, what is shown.
import { createActions } from "./actions.js";
import { beginPage } from "./begin.js";
import { systemClock } from "./clock.js";
import { codeInHash } from "./codes.js";
import { nameKey } from "./device.js";
import { createDrafts, forgetOldDrafts } from "./drafts.js";
import { createKeptBoard } from "./kept_board.js";
import { liveBoard } from "./live_board.js";
import { createMine } from "./mine.js";
import { createNews } from "./news.js";
import { createOpened } from "./opened.js";
import { createOutgoing } from "./outgoing.js";
import { find } from "./page.js";
import { createPause } from "./pause.js";
import { createRemovals } from "./removals.js";
import { changesBetween, unknownBoard } from "./state.js";
import { createMemory } from "./storage.js";
import { keyPrefix, ofThisBoard } from "./this_board.js";
import { createVouched } from "./vouched.js";
import { createBoardView } from "./views/board.js";
import { createPauseView } from "./views/pause.js";
import { createPill } from "./views/pill.js";
import { createProposeView } from "./views/propose.js";
import { keepReadingPosition, onScreen } from "./views/reading_position.js";
import { createVouchedNotice } from "./views/vouched_notice.js";
import { say } from "./words.js";

const { memory, pokes, poke, person, door, apiAs, api, device, announcer, connectionView, presence, addDoorway,
  following } = beginPage();
/** The board as it is shown, and as the server told it last. */
let [board, latest] = [unknownBoard, unknownBoard];
let connected = false;
/** What was kept is shown, and the server has still to say what is new. */
let arriving = true;
/** Nobody has read what goes now, and no strip is left of it. */
let startsOver = false;

const mine = createMine({ device: () => device.handle });
const keptBoard = createKeptBoard({ factory: () => indexedDB, name: ofThisBoard("skillboard.board"),
  clock: systemClock });
const removals = createRemovals({ api, name: () => person.name, tag: () => board.tag });
const around = change => keepReadingPosition(boardView.dom, change);
const news = createNews({ around });
function saved() {
  device.wrote();
  if (!connected) poke();
}

const outbox = createOutgoing({ memory, mine, saved, announcer, apiAs, board: () => board, latest: () => latest,
  around });
const actions = createActions({ api, mine, removals, outbox, saved, board: () => latest, name: () => person.name });
forgetOldDrafts(memory);
const desk = {
  actions,
  device,
  news,
  outbox,
  drafts: createDrafts(memory),
  person,
  removals,
  opened: createOpened(createMemory(() => sessionStorage, keyPrefix()), lookAtOpened),
  presence,
  inView: dom => !startsOver && onScreen(dom),
  alert: announcer.alert,
  saved: announcer.say,
};
const propose = createProposeView({ desk, visit: title => boardView.focus(title) });
const boardView = createBoardView({ desk, start: propose.open, edit: takeBack });
find(".side").append(propose.dom);
const [above, below] = [createPill({ side: "above", news }), createPill({ side: "below", news })];
const refuge = () => find("#talks").focus();
const notice = createVouchedNotice({ vouched: createVouched({ device, memory }), saved: announcer.say, refuge });
const pause = createPause({ show, isOwn: told => mine.did(told, board) });
const pauseView = createPauseView({ dom: find(".pause"), pause, say: announcer.say });
find("main").append(notice.dom, pauseView.dom, above.dom, boardView.dom, below.dom);
addDoorway(refuge);

/** This tab looks at the talks that are open on it, while somebody looks at the tab. */
function lookAtOpened() {
  const ids = new Set(document.visibilityState === "visible" ? board.talks.map(({ id }) => id) : []);
  presence.look(desk.opened.all.filter(id => ids.has(id)));
}

function showPresence() {
  presence.show({ live: connected, paused: pause.paused });
}

function takeBack(entry) {
  const fits = propose.resume(entry);
  if (!fits) announcer.say(say("formBusy"));
  return fits;
}

/** What is about names alone, or about this person's. */
const isAboutNames = ({ steps, names = [] }) =>
  !steps.length || names.some(({ name }) => nameKey(name) === nameKey(person.name));

/** @param {import("./live_board.js").Turn} turn */
function show({ board: next, happened }) {
  const before = board;
  board = next;
  startsOver = arriving || before.epoch !== board.epoch;
  const changes = changesBetween(before, board, removals.has);
  const byOthers = mine.others(changes, happened);
  around(() => {
    removals.follow(changes, happened);
    // The words of a mark may break a line anew, too.
    news.note(byOthers);
    boardView.update(board);
    outbox.follow();
  });
  lookAtOpened();
  announcer.others(byOthers);
}

/** What the server tells. @param {import("./live_board.js").Turn} turn */
function take(turn) {
  latest = turn.board;
  keptBoard.keep(latest);
  // On its arrival the page has asked just now.
  if (turn.happened ? turn.happened.some(isAboutNames) : !arriving) device.refresh();
  for (const { event, talk, content } of turn.happened?.flatMap(({ steps }) => steps) ?? []) {
    if (event === "comment_written") presence.wrote(talk, content.author);
  }
  // What goes wrong with one state is reported, and must not keep the page from showing the next.
  try { pause.take(turn); } catch (error) { reportError(error); }
}

/** The link that adds a device names the board; the page about oneself takes its code. */
function passCode() {
  if (codeInHash(location.hash)) location.replace(`you.html${location.hash}`);
}

passCode();
window.addEventListener("hashchange", passCode);
device.onChange(() => around(notice.update));
pokes.addEventListener("poke", () => { if (connected) outbox.flush(); });
door.onChange(() => { if (door.shut) keptBoard.forget(); });
// Until when it is known to be like that.
document.addEventListener("visibilitychange", () => { if (connected) keptBoard.keep(latest); });
for (const [target, event] of /** @type {const} */ ([[document, "visibilitychange"], [window, "pageshow"]])) {
  target.addEventListener(event, lookAtOpened);
}
pause.onChange(showPresence);

// What waits comes first: a talk is open whose comments wait.
const [, kept] = await Promise.all([outbox.start(), keptBoard.read()]);
if (kept) {
  latest = kept;
  try { show({ board: kept, happened: null }); } catch (error) { reportError(error); }
}
/** When what is shown was known to be so, as long as the server has not been heard. */
let age = kept?.time ?? 0;
let last = null;
for await (const { turn, connection } of liveBoard({ ...following(), known: latest })) {
  const back = !connected && connection.state === "connected";
  connected = connection.state === "connected";
  connectionView.update(connection);
  showPresence();
  if (connected && age) keptBoard.keep(latest);
  if (connected) age = 0;
  boardView.showAge(connection.state === "connecting" ? 0 : age);
  // Once the board is shown that it is about.
  if (back) queueMicrotask(outbox.flush);
  if (turn && turn !== last) take(last = turn);
  arriving = false;
}
