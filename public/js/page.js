// @ts-check
// What every page begins with: its words, what it remembers, and when to look for news at once.
import { chooseLanguage, languages } from "./languages.js";
import { createMemory } from "./storage.js";
import { createLanguageButtons } from "./views/languages.js";
import { say, speak } from "./words.js";

/** @param {string} selector @returns {HTMLElement} */
export const find = selector => /** @type {HTMLElement} */ (document.querySelector(selector));

/** Has the page speak its person's language, what stands in it already included. */
export function sayWhatStands() {
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

export const createDeviceMemory = () => createMemory(() => localStorage);

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
  for (const event of ["online", "offline", "pageshow"]) window.addEventListener(event, poke);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") poke(); });
  return { pokes, poke };
}

/**
 * What a live page polls with.
 * @param {EventTarget} pokes
 * @param {import("./clock.js").Clock} clock
 * @param {typeof fetch} fetch
 */
export const pacing = (pokes, clock, fetch) => ({ fetch, clock, random: Math.random,
  signal: new AbortController().signal, pokes, isOnline: () => navigator.onLine });
