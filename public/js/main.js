// @ts-check
// Wires the page together: what comes from the server, what is remembered, what is shown.
import { createActions } from "./actions.js";
import { createApi } from "./api.js";
import { systemClock } from "./clock.js";
import { createDrafts } from "./drafts.js";
import { liveBoard } from "./live_board.js";
import { createMine } from "./mine.js";
import { createNews } from "./news.js";
import { createOpened } from "./opened.js";
import { createPerson } from "./person.js";
import { changesBetween, nextBoard, unknownBoard } from "./state.js";
import { createMemory } from "./storage.js";
import { say } from "./words.js";
import { createAnnouncer } from "./views/announcer.js";
import { createBoardView } from "./views/board.js";
import { createConnectionView } from "./views/connection.js";
import { createPill } from "./views/pill.js";
import { createProposeView } from "./views/propose.js";
import { keepReadingPosition, onScreen } from "./views/reading_position.js";

const find = selector => /** @type {HTMLElement} */ (document.querySelector(selector));
for (const dom of document.querySelectorAll("[data-say]")) {
  dom.textContent = say(/** @type {any} */ (dom.getAttribute("data-say")));
}

const memory = createMemory(() => localStorage);
const pokes = new EventTarget();
const poke = () => pokes.dispatchEvent(new Event("poke"));
let board = unknownBoard;
let shown = null;
let connected = false;

const mine = createMine();
const news = createNews();
const announcer = createAnnouncer({ status: find("[role=status]"), alarm: find("[role=alert]"),
  clock: systemClock });
const actions = createActions({
  api: createApi({ fetch: fetch.bind(window) }),
  mine,
  board: () => board,
  saved: () => { if (!connected) poke(); },
});
const desk = {
  actions,
  news,
  drafts: createDrafts(memory),
  person: createPerson(memory),
  opened: createOpened(createMemory(() => sessionStorage)),
  inView: onScreen,
  alert: announcer.alert,
  saved: announcer.say,
};
const propose = createProposeView({ desk, visit: title => boardView.focus(title) });
const boardView = createBoardView({ desk, start: propose.open });
const connectionView = createConnectionView({ say: announcer.say });
find(".masthead").append(connectionView.dom);
find(".side").append(propose.dom);
const [above, below] = [createPill({ side: "above", news }), createPill({ side: "below", news })];
find("main").append(above.dom, boardView.dom, below.dom);

for (const event of ["online", "offline", "pageshow"]) window.addEventListener(event, poke);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") poke(); });

function show(talks, tag) {
  const next = nextBoard(board, { talks, tag });
  const byOthers = changesBetween(board, next).filter(change => !mine.has(change));
  board = next;
  news.note(byOthers);
  keepReadingPosition(boardView.dom, () => boardView.update(board));
  announcer.others(byOthers);
}

for await (const { talks, tag, connection } of liveBoard({ fetch: fetch.bind(window), clock: systemClock,
  random: Math.random, signal: new AbortController().signal, pokes, isOnline: () => navigator.onLine })) {
  connected = connection.state === "connected";
  connectionView.update(connection);
  if (!talks || talks === shown) continue;
  shown = talks;
  // What goes wrong with one state is reported, and must not keep the page from showing the next.
  try { show(talks, tag); } catch (error) { reportError(error); }
}
