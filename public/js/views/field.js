// @ts-check
import { el, freshId } from "../dom.js";
import { say } from "../words.js";

/**
 * A labelled field with its hint and its error.
 * @param {object} options
 * @param {string} options.name    the member of the form's values, and what the server calls the field
 * @param {string} options.label
 * @param {string} [options.hint]
 * @param {number} options.limit   in characters
 * @param {string} [options.missing]  what to say when it is blank; without it, it may be
 * @param {number} [options.rows]  more than one makes it a text area
 * @param {string} [options.autocomplete]
 * @param {string} [options.id]  where an address is to lead to it
 */
export function createField({ name, label, hint = "", limit, missing = "", rows = 1, autocomplete = "off",
  id = freshId() }) {
  const error = el("p", { class: "field-error", id: `${id}-error`, hidden: true });
  const about = hint ? `${id}-hint` : "";
  const input = el(rows > 1 ? "textarea" : "input", {
    id, name, rows: rows > 1 ? rows : undefined, dir: "auto", autocomplete,
    "aria-describedby": about || undefined, "aria-required": missing ? "true" : undefined,
    on: { input: () => showError("") },
  });
  const title = el("label", { for: id, text: label });
  if (!missing) title.append(" ", el("span", { class: "field-optional", text: say("optional") }));
  const dom = el("div", { class: "field" }, title);
  if (hint) dom.append(el("p", { class: "field-hint", id: about, text: hint }));
  dom.append(input, error);

  /** @param {string} text @param {(Node | string)[]} [steps]  what can be done about it */
  function showError(text, steps = []) {
    if (error.hidden && !text) return;
    error.replaceChildren(text, ...steps);
    error.hidden = !text;
    if (text) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    const described = [about, text && error.id].filter(Boolean).join(" ");
    if (described) input.setAttribute("aria-describedby", described);
    else input.removeAttribute("aria-describedby");
  }

  return {
    dom, name, input, showError,
    get value() { return input.value; },
    set value(value) { input.value = value; },
    focus: () => input.focus(),

    /** What is wrong with the value, in words; empty when nothing is. */
    check() {
      const count = [...input.value].length;
      if (missing && !input.value.trim()) return missing;
      return count > limit ? say("errorLong", { count, limit }) : "";
    },
  };
}
