// @ts-check
import { setText } from "../dom.js";
import { say, timeOfDay } from "../words.js";

/** What those call them who look after a board. */
const transports = { websocket: "WebSocket", events: "Server-Sent Events", poll: "long polling" };

/**
 * Whether the page is live, in words; lost and back are also said aloud, unless it was a blink.
 * @param {{dom: HTMLElement, say: (text: string) => void}} options  `dom` stands in the page from the
 *   beginning, so that nothing moves for it
 */
export function createConnectionView({ dom, say: tell }) {
  const text = /** @type {HTMLElement} */ (dom.firstElementChild);
  let missed = false;
  /** By which transport this page is live, and not by another one of the browser. */
  let name = "";

  function hint() {
    const how = transports[name] ? ` (${transports[name]})` : "";
    dom.title = dom.getAttribute("data-state") === "connected" ? say("connectedHint") + how : "";
  }

  return {
    /** @param {string} transport */
    by(transport) {
      name = transport;
      if (name) dom.setAttribute("data-transport", name); else dom.removeAttribute("data-transport");
      hint();
    },


    /** @param {import("../connection.js").Connection} connection */
    update({ state, since }) {
      if (dom.getAttribute("data-state") === state) return;
      dom.setAttribute("data-state", state);
      hint();
      setText(text, say(state, { time: timeOfDay(since) }));
      if (state === "offline") tell(say("wentOffline"));
      if (state === "connected" && missed) tell(say("backOnline"));
      missed = state === "offline" || (missed && state !== "connected");
    },
  };
}
