// @ts-check
import { button, el } from "../dom.js";
import { newKey } from "../keys.js";
import { say } from "../words.js";
import { changeAddress } from "../addresses.js";

/**
 * A button that does something at once, without a form. What fails is told beside it and aloud, and
 * the same button tries again.
 * @param {object} options
 * @param {string} options.text
 * @param {string} [options.label]  what it is called when its text alone would be unclear
 * @param {string} [options.look]
 * @param {(key: string) => Promise<any>} options.act  rejects with an `ApiError`
 * @param {(result: any) => void} [options.done]
 * @param {(error: any) => {text: string, again: boolean, change?: number}} options.explain
 * @param {(text: string) => void} options.alert
 */
export function createDeed({ text, label, look, act, done = () => {}, explain, alert }) {
  const dom = button(text, { label, look, click: run });
  const failure = el("p", { class: "form-error", hidden: true });
  let key = "";
  let busy = false;

  async function run() {
    if (busy) return;
    setBusy(true);
    failure.hidden = true;
    try {
      const result = await act(key ||= newKey());
      key = "";
      // What is done may show the thing in another state, so it is no longer busy by then.
      setBusy(false);
      done(result);
    } catch (error) {
      setBusy(false);
      tell(explain(error));
    }
  }

  function setBusy(value) {
    busy = value;
    if (value) dom.setAttribute("aria-busy", "true");
    else dom.removeAttribute("aria-busy");
  }

  function tell({ text: why, again, change = 0 }) {
    if (!again) key = "";
    failure.replaceChildren(why);
    if (change) {
      failure.append(" ", el("a", { href: changeAddress(change), "data-change": change, text: say("seeChange") }));
    }
    failure.hidden = false;
    alert(why);
  }

  return {
    dom, failure,
    get busy() { return busy; },
    clear() { failure.hidden = true; },
  };
}
