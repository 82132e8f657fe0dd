// @ts-check
// What every page begins with: its words, what it remembers, and when to look for news at once.
import { chooseLanguage, languages } from "./languages.js";
import { createOneTab } from "./one_tab.js";
import { createMemory } from "./storage.js";
import { keyPrefix, ofThisBoard } from "./this_board.js";
import { createLanguageButtons } from "./views/languages.js";
import { say, speak } from "./words.js";

/** @param {string} selector @returns {HTMLElement} */
export const find = selector => /** @type {HTMLElement} */ (document.querySelector(selector));

/** Has the page speak its person's language, what stands in it already included. */
export function settleLanguage() {
  const memory = createDeviceMemory();
  const spoken = chooseLanguage(memory.get("language"), navigator.languages);
  speak(spoken);
  document.documentElement.lang = spoken.tag;
  find(".language").replaceWith(...createLanguageButtons({ languages, spoken, choose(tag) {
    memory.set("language", tag);
    location.reload();
  } }));
  for (const dom of document.querySelectorAll("[data-say]")) {
    dom.textContent = say(/** @type {any} */ (dom.getAttribute("data-say")));
  }
}

export const createDeviceMemory = () => createMemory(() => localStorage, keyPrefix());

/**
 * What the address brings behind its `#`, taken out of it at once: there it would be shared and remembered.
 * @param {(hash: string) => string} read
 */
export function takeFromHash(read) {
  const found = read(location.hash);
  if (found) history.replaceState(null, "", location.pathname + location.search);
  return found;
}

/** Has the page open where there is no network, too; browsers do that only where nobody on the way can meddle. */
export function keepForLater() {
  navigator.serviceWorker?.register("service-worker.js", { updateViaCache: "none" })
    .catch(() => { /* it opens with the network only */ });
}

/** Tells with a `poke` event when the page is shown again or the network is back. */
export function createPokes() {
  const pokes = new EventTarget();
  const poke = () => pokes.dispatchEvent(new Event("poke"));
  for (const event of ["online", "offline"]) window.addEventListener(event, poke);
  window.addEventListener("pageshow", ({ persisted }) => { if (persisted) poke(); });
  document.addEventListener("visibilitychange", () => { if (isVisible()) poke(); });
  return { pokes, poke };
}

/**
 * Tells the other pages of this browser, and hears of them, as long as somebody may look at it.
 * @param {string} name @param {(told: any) => void} heard
 * @returns {(told?: any) => void} which tells them
 */
export function createCall(name, heard) {
  /** @type {BroadcastChannel | undefined} */
  let channel;
  function open() {
    if (channel || !("BroadcastChannel" in window)) return;
    channel = new BroadcastChannel(name);
    channel.addEventListener("message", ({ data }) => heard(data));
  }
  window.addEventListener("pageshow", open);
  window.addEventListener("pagehide", () => {
    channel?.close();
    channel = undefined;
  });
  open();
  return (told = "") => channel?.postMessage(told);
}

const isVisible = () => document.visibilityState === "visible";

/**
 * This tab among those of the browser that show the same board. While nobody can come back to it without its
 * being told, it is away: a page that the browser keeps may hold no lock, no channel and no connection.
 * @param {EventTarget} pokes
 * @param {import("./clock.js").Clock} clock
 */
function joinTabs(pokes, clock) {
  const name = ofThisBoard("skillboard.changes");
  const tabs = createOneTab({ clock, name, locks: navigator.locks,
    openChannel: "BroadcastChannel" in window ? () => new BroadcastChannel(name) : undefined });
  const enter = () => tabs.enter(isVisible());
  for (const [target, event] of /** @type {const} */ ([[window, "pagehide"], [document, "freeze"]])) {
    target.addEventListener(event, tabs.leave);
  }
  for (const [target, event] of /** @type {const} */ ([[window, "pageshow"], [document, "resume"]])) {
    target.addEventListener(event, enter);
  }
  pokes.addEventListener("poke", () => { if (isVisible()) tabs.take(); });
  enter();
  return tabs;
}

/** A WebSocket to what is in the same folder as the page. @param {string} path */
function openSocket(path) {
  const url = new URL(path, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return new WebSocket(url, "skillboard.1");
}

/**
 * What a live page polls with.
 * @param {{pokes: EventTarget, clock: import("./clock.js").Clock, fetch: typeof fetch,
 *   memory: import("./storage.js").Memory}} options
 */
export function pacing({ pokes, clock, fetch, memory }) {
  const tabs = joinTabs(pokes, clock);
  // A browser has six connections to a host. Six tabs with a stream each would leave none to all others; WebSockets
  // are not among the six.
  return { fetch, clock, memory, random: Math.random, tabs, openSocket, streams: tabs.together,
    signal: new AbortController().signal, pokes, isOnline: () => navigator.onLine };
}
