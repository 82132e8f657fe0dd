// @ts-check
import { grouped } from "../codes.js";
import { button, el, setLabel, setText } from "../dom.js";
import { say, soon } from "../words.js";
import { createDeed } from "./deed.js";
import { explainDeed } from "./explain.js";
import { createQr } from "./qr.js";

const pace = 5000;

/**
 * A code for another device of the same name: to scan, to type, or to open as a link; and how long it lasts.
 * @param {{held: import("../device_api.js").HeldName, desk: any}} options
 */
export function createAddDevice({ held: first, desk }) {
  const { clock, alert } = desk;
  let held = first;
  /** @type {import("../device_api.js").JoinCode | null} */
  let code = null;
  /** The devices there were when the code was made. */
  let before = new Set();
  let timer = null;
  const make = (text, look) => createDeed({ text, look, alert, act: () => desk.api.makeCode(held.name), done: show,
    explain: error => explainDeed("errorNotDone", error) });
  const opener = make(say("addPhone"), "plain");
  const renewer = make(say("newCode"), "plain");
  const qr = createQr();
  const text = el("p", { class: "code", tabindex: -1 });
  const link = el("a", { text: say("codeLink") });
  const left = el("p", { class: "card-note" });
  const parts = el("div", { class: "adding-code" }, qr.dom, el("div", { class: "adding-words" },
    el("p", { class: "card-note", text: say("codeHow") }), text, el("p", { class: "card-note" }, link)));
  const told = el("p", { class: "card-told", hidden: true });
  const panel = el("div", { class: "adding", hidden: true }, parts, told, left, renewer.failure,
    el("div", { class: "form-actions" }, renewer.dom, button(say("closeCode"), { click: close })));
  const dom = el("div", { class: "adding" }, opener.dom, opener.failure, panel);

  function show(made) {
    code = made;
    before = new Set(held.devices.map(({ device }) => device));
    qr.update(made.qr);
    setText(text, grouped(made.code));
    link.href = made.link;
    panel.hidden = parts.hidden = false;
    opener.dom.hidden = told.hidden = true;
    desk.saved(say("codeMade", { code: grouped(made.code) }));
    text.focus();
    tick();
  }

  /** Says how long the code still works; it is not said aloud. */
  function tick() {
    clock.clearTimeout(timer);
    if (!code) return;
    const seconds = (Date.parse(code.expires) - clock.now()) / 1000;
    setText(left, seconds > 0 ? say("codeLeft", { time: soon(seconds) }) : say("codeOld"));
    parts.hidden = seconds <= 0;
    if (seconds > 0) timer = clock.setTimeout(tick, pace);
  }

  function end() {
    clock.clearTimeout(timer);
    code = null;
    setText(left, "");
  }

  function close() {
    end();
    panel.hidden = true;
    opener.dom.hidden = false;
    opener.dom.focus();
  }

  return {
    dom,
    /** @param {import("../device_api.js").HeldName} next */
    update(next) {
      held = next;
      setLabel(opener.dom, say("addPhoneTo", { name: held.name }));
      const joined = code && held.devices.find(({ device }) => !before.has(device));
      if (!joined) return;
      end();
      if (parts.contains(document.activeElement)) renewer.dom.focus();
      parts.hidden = true;
      setText(told, say("deviceJoined", { device: joined.label, name: held.name }));
      told.hidden = false;
      desk.saved(told.textContent);
    },
  };
}
