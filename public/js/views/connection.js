// @ts-check
import { setText } from "../dom.js";
import { say, timeOfDay } from "../words.js";

/**
 * Whether the page is live, in words; lost and back are also said aloud, unless it was a blink.
 * @param {{dom: HTMLElement, say: (text: string) => void}} options  `dom` stands in the page from the
 *   beginning, so that nothing moves for it
 */
export function createConnectionView({ dom, say: tell }) {
  const text = /** @type {HTMLElement} */ (dom.firstElementChild);
  let missed = false;
  return {
    /** @param {import("../connection.js").Connection} connection */
    update({ state, since }) {
      if (dom.getAttribute("data-state") === state) return;
      dom.setAttribute("data-state", state);
      dom.title = state === "connected" ? say("connectedHint") : "";
      setText(text, say(state, { time: timeOfDay(since) }));
      if (state === "offline") tell(say("wentOffline"));
      if (state === "connected" && missed) tell(say("backOnline"));
      missed = state === "offline" || (missed && state !== "connected");
    },
  };
}
