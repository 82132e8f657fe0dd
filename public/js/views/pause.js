// @ts-check
import { el, setText } from "../dom.js";
import { say } from "../words.js";

/**
 * The button that has the page stand still, and what says meanwhile how much waits, and shows it.
 * @param {{dom: HTMLElement, pause: ReturnType<typeof import("../pause.js").createPause>,
 *   say: (text: string) => void}} options  `dom` is the button, which stands in the page from the beginning
 */
export function createPauseView({ dom, pause, say: tell }) {
  const pill = el("button", { type: "button", class: "pill", hidden: true,
    on: { click: pause.release, blur: () => setTimeout(update) } });
  const rail = el("div", { class: "pill-rail waiting-call", "data-side": "above" }, pill);

  function update() {
    const { paused, waiting } = pause;
    if (dom.getAttribute("aria-pressed") !== String(paused)) dom.setAttribute("aria-pressed", String(paused));
    if (waiting) setText(pill, say("changesWaiting", { count: waiting }));
    // What has the focus is not taken away.
    const hidden = !waiting && document.activeElement !== pill;
    if (pill.hidden !== hidden) pill.hidden = hidden;
  }

  dom.addEventListener("click", () => {
    pause.toggle();
    tell(say(pause.paused ? "paused" : "goesOn"));
  });
  pause.onChange(update);
  return { dom: rail };
}
