// @ts-check
// Wires the page about oneself together: the names of this device, and the ways to come by one.
import { beginPage } from "./begin.js";
import { systemClock } from "./clock.js";
import { codeInHash } from "./codes.js";
import { el } from "./dom.js";
import { liveFeed } from "./feed.js";
import { find, takeFromHash } from "./page.js";
import { canUsePasskeys, createPasskeys } from "./passkeys.js";
import { boardAddress } from "./this_board.js";
import { createExtentView } from "./views/extent.js";
import { createInvitation, createJoin } from "./views/join.js";
import { createLost } from "./views/lost.js";
import { createSeenView } from "./views/seen.js";
import { createUsePasskey } from "./views/use_passkey.js";
import { createVouch } from "./views/vouch.js";
import { createYourNames } from "./views/your_names.js";
import { say } from "./words.js";

const { memory, api, person, device, announcer, connectionView, presence, addDoorway, following } = beginPage();
document.title = say("youTitle", { board: say("boardName") });
const passkeys = canUsePasskeys(window) ? createPasskeys({ api, credentials: navigator.credentials,
  address: boardAddress(), board: say("boardName") }) : null;

/** What lets in works once: when the answer got lost, the device may have the name all the same. */
async function settle(joining) {
  try {
    const joined = await joining;
    if (!joined) return null;
    await device.load().catch(() => {});
    person.become(joined.name);
    return joined;
  } catch (error) {
    device.refresh();
    throw error;
  }
}

const desk = { api, device, person, passkeys, clock: systemClock, alert: announcer.alert, saved: announcer.say,
  join: (code, key) => settle(api.join(code, key)), joinByPasskey: () => settle(passkeys?.join()),
  become: person.become, refuge: () => find("#names").focus() };
const invitation = createInvitation({ desk });
const ways = el("div", { class: "ways" }, createJoin({ desk }).dom, createUsePasskey({ desk }).dom,
  createLost({ desk }).dom, createVouch({ desk }).dom);
find("main").append(invitation.dom, createYourNames({ desk }).dom, ways,
  createSeenView({ memory, changed: presence.renew, saved: announcer.say }).dom,
  createExtentView({ memory, saved: announcer.say }).dom);
device.onChange(() => { ways.hidden = device.namesAreGiven; });

addDoorway(desk.refuge);

function takeCode() {
  const code = takeFromHash(codeInHash);
  if (code) invitation.offer(code);
}

takeCode();
// The ways are made here, so the browser has not found the one that the address names.
if (/^#\w+$/.test(location.hash)) find(location.hash)?.focus();
window.addEventListener("hashchange", takeCode);
const begin = async () => (await api.changes({ limit: 1 })).tag;
let seen = null;
for await (const { news, connection } of liveFeed({ ...following(), begin })) {
  connectionView.update(connection);
  if (!news || news === seen) continue;
  seen = news;
  if (!news.changes.length || news.changes.some(({ names }) => names)) device.refresh();
}
