// @ts-check
import { el, setText } from "../dom.js";
import { say, timeOfDay } from "../words.js";

/**
 * Whether the page is live, in words; lost and back are also said aloud, unless it was a blink.
 * @param {{say: (text: string) => void}} options
 */
export function createConnectionView({ say: tell }) {
  const text = el("span", { text: say("connecting") });
  const dom = el("p", { class: "connection", "data-state": "connecting" }, text);
  let missed = false;
  return {
    dom,
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
