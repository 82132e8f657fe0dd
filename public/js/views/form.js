// @ts-check
import { button, el, freshId, setText } from "../dom.js";
import { newKey } from "../keys.js";
import { say } from "../words.js";
import { explain } from "./explain.js";
import { stepsFor } from "./next_steps.js";

/**
 * Fields that are sent together. What was typed stays until it is saved: through a failure (which is
 * explained beside the button), through a reload (as a draft), and through the removal of the thing.
 * @param {object} options
 * @param {any[]} options.fields
 * @param {string} options.submit  the words on the button
 * @param {string} [options.label]
 * @param {(values: any, key: string, kept: () => void) => Promise<any>} options.send  rejects with an
 *   `ApiError`; `kept` says that the words are safe without the draft
 * @param {(result: any, values: any) => void} options.done  after the fields have been emptied
 * @param {() => void} [options.cancel]
 * @param {{read: () => any, write: (values: any) => void}} options.draft
 * @param {(text: string) => void} options.alert
 * @param {(error: any) => ReturnType<typeof explain> | null} [options.explainFirst]
 * @param {Node[]} [options.extra]  beside the buttons
 */
export function createForm({ fields, submit, label, send, done, cancel, draft, alert,
  explainFirst = () => null, extra = [] }) {
  const notice = el("div", { class: "form-notice", hidden: true });
  const failure = el("p", { class: "form-error", id: freshId(), hidden: true });
  const submitter = el("button", { class: "button-main", text: submit });
  const actions = el("div", { class: "form-actions" }, submitter);
  actions.append(...cancel ? [button(say("cancel"), { click: close })] : [], ...extra);
  const dom = el("form", { class: "form", novalidate: true, "aria-label": label, on: {
    submit: event => { event.preventDefault(); trySend(); },
    keydown: event => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); trySend(); }
    },
    input: () => { key = resumed; showFailure(""); saveDraft(); },
  } }, ...fields.map(field => field.dom), notice, failure, actions);
  let key = "";
  /** What was sent before, and may have arrived, is sent by the same key. */
  let resumed = "";
  let busy = false;
  let words = submit;

  const kept = () => fields.filter(field => !field.settle);
  const values = () => Object.fromEntries(fields.map(field => [field.name, field.value.trim()]));
  const typed = () => kept().some(field => field.value.trim() !== "");
  const saveDraft = () => draft.write(typed() ? { ...Object.fromEntries(kept().map(field => [field.name, field.value])),
    ...(resumed && { key: resumed }) } : null);

  function restore(stored) {
    for (const field of kept()) if (stored?.[field.name] !== undefined) field.value = stored[field.name];
    if (stored?.key) key = resumed = stored.key;
  }

  function showFailure(text, again = false, steps = /** @type {(Node | string)[]} */ ([])) {
    failure.hidden = !text;
    if (text || failure.firstChild) failure.replaceChildren(text, ...steps);
    setText(submitter, again ? say("again") : words);
    if (text) alert(text);
  }

  function setBusy(value) {
    busy = value;
    dom.toggleAttribute("aria-busy", value);
    if (value) dom.setAttribute("aria-busy", "true");
    for (const field of fields) field.input.readOnly = value;
  }

  function blame(field, text, steps = []) {
    field.showError(text, steps);
    field.focus();
    alert(text);
  }

  async function trySend() {
    if (busy || dom.hasAttribute("data-stranded")) return;
    showFailure("");
    for (const field of fields) field.showError(field.check());
    const bad = fields.find(field => field.check());
    if (bad) return blame(bad, bad.check());
    const sent = values();
    setBusy(true);
    const slow = setTimeout(() => setText(submitter, say("sending")), 400);
    try {
      const result = await send(sent, key ||= newKey(), () => draft.write(null));
      clear();
      done(result, sent);
    } catch (error) {
      saveDraft();
      tell(error);
    } finally {
      clearTimeout(slow);
      setBusy(false);
      if (failure.hidden) setText(submitter, words);
    }
  }

  function tell(error) {
    const { text, field: name, again, ofName } = explainFirst(error) ?? explain(error);
    if (!again) { key = resumed = ""; saveDraft(); }
    const field = fields.find(each => each.name === name || (ofName && each.settle));
    const steps = stepsFor(error, field);
    if (field) blame(field, text, steps);
    else showFailure(text, again, steps);
  }

  function clear() {
    key = resumed = "";
    for (const field of fields) if (field.settle) field.settle(); else field.value = "";
    for (const field of fields) field.showError("");
    showFailure("");
    draft.write(null);
  }

  function close() {
    clear();
    cancel?.();
  }

  const focus = () => (fields.find(field => !field.settle) ?? fields[0]).focus();

  restore(draft.read());
  return {
    dom, typed, clear, notice, focus, send: trySend,
    /** @param {string} text */
    rename(text) { setText(submitter, words = text); },
    /** Writes into the fields without asking, as for an edit. */
    fill(stored) { restore(stored); },
    /** Takes back what was sent, with what it was refused for. What is typed already stays before it. */
    resume(values, sentBy, problem = null) {
      const joined = field => [field.value.trim(), values[field.name] ?? ""].filter(Boolean).join("\n\n");
      restore({ ...Object.fromEntries(kept().map(field => [field.name, joined(field)])), key: sentBy });
      saveDraft();
      focus();
      if (problem) tell(problem);
    },
  };
}
