// @ts-check
import { el, freshId } from "../dom.js";

/**
 * Something to choose, with its label and what it means.
 * @param {{type: "radio" | "checkbox", name: string, value?: string, checked: boolean, label: string, hint: string,
 *   choose: (checked: boolean) => void}} options
 */
export function createChoice({ type, name, value, checked, label, hint, choose }) {
  const about = freshId();
  const input = el("input", { type, name, value, checked, "aria-describedby": about,
    on: { change: () => choose(input.checked) } });
  return { dom: el("div", { class: "choice" },
    el("label", {}, input, el("span", { text: label })), el("p", { class: "field-hint", id: about, text: hint })) };
}
