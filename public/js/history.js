// @ts-check
// Wires the history page together: what comes from the server, what is asked for, what is shown.
import { changeInHash, readFilter } from "./addresses.js";
import { beginPage } from "./begin.js";
import { liveFeed } from "./feed.js";
import { createHistoryList } from "./history_list.js";
import { createHistoryLog } from "./history_log.js";
import { find } from "./page.js";
import { createHistoryView } from "./views/history.js";
import { keepReadingPosition } from "./views/reading_position.js";

const { api, device, announcer, connectionView, addDoorway, following } = beginPage();
const list = createHistoryList();
const log = createHistoryLog({
  api,
  filter: readFilter(location.search),
  list,
  changed: show,
});
const view = createHistoryView({ list, desk: { log, device, alert: announcer.alert, saved } });
find("main").append(view.dom);
addDoorway(() => view.dom.focus({ preventScroll: true }));

/** @param {string} text */
function saved(text) {
  device.wrote();
  announcer.say(text);
}

function show() {
  // What cannot be shown is reported, and not taken for a history that cannot be read.
  try { keepReadingPosition(view.dom, view.update); } catch (error) { reportError(error); }
}

/** Goes to the change that the address names, wherever in the history it is. */
async function visit() {
  const version = changeInHash(location.hash);
  // What cannot be read now can be found with the button for older changes later.
  if (version && await log.reach(version).catch(() => false)) view.focus(version);
}

async function begin() {
  const tag = await log.start();
  visit();
  return tag;
}

window.addEventListener("hashchange", visit);
let seen = null;
for await (const { news, connection } of liveFeed({ ...following(), begin })) {
  connectionView.update(connection);
  if (!news || news === seen) continue;
  seen = news;
  // A history that cannot be read again now is read with what happens next.
  try { await log.follow(news.changes); } catch (error) { if (!error.kind) reportError(error); }
}
