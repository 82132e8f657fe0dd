// @ts-check
import { button, el } from "../dom.js";
import { problemOf } from "../problems.js";
import { say } from "../words.js";

/**
 * What can be done about what was refused: about a closed board, say its passphrase; about a name that
 * somebody else has here, show that one is it, or take another.
 * @param {{type?: string, kind?: string}} error
 * @param {{input: HTMLInputElement, focus: () => void} | undefined} field  for the name, where there is one
 * @returns {(Node | string)[]}
 */
export function stepsFor(error, field) {
  if (error.kind === "closed") return [" ", el("a", { href: "#passphrase", text: say("toPassphrase") })];
  if (problemOf(error) !== "name-taken") return [];
  const link = el("a", { href: "you.html#join", text: say("addThisDevice") });
  if (!field) return [" ", link];
  const another = button(say("chooseAnotherName"), { look: "plain", click: () => {
    field.focus();
    field.input.select();
  } });
  return [" ", el("span", { class: "field-steps" }, link, another)];
}
