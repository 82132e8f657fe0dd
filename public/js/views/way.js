// @ts-check
import { el, setText } from "../dom.js";
import { noDraft } from "../drafts.js";
import { say } from "../words.js";
import { createField } from "./field.js";
import { createForm } from "./form.js";

/** A field of one of these forms. */
export const shortField = (name, label, missing, { hint = "", limit = 80 } = {}) =>
  createField({ name, label: say(label), missing: say(missing), hint: hint && say(/** @type {any} */ (hint)), limit });

/**
 * A card with a form, which says below it what came of it.
 * @param {{id: string, heading: any, about: any, form: any, desk: any}} options  `form` as for `createForm`
 */
export function createWay({ id, heading, about, form: given, desk }) {
  const told = el("p", { class: "card-told", hidden: true });
  const intro = el("p", { class: "card-about", text: say(about) });
  const form = createForm({ ...given, label: say(heading), draft: noDraft, alert: desk.alert });
  const dom = el("section", { class: "card", "aria-labelledby": id },
    el("h2", { id, tabindex: -1, text: say(heading) }), intro, form.dom, told);
  return {
    dom, form, intro,
    /** @param {string} text */
    tell(text) {
      setText(told, text);
      told.hidden = !text;
      if (text) desk.saved(text);
    },
  };
}
