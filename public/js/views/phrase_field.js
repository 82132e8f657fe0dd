// @ts-check
import { button, el, setLabel, setText } from "../dom.js";
import { say } from "../words.js";
import { createField } from "./field.js";

/** A field for the passphrase, which is hidden while it is typed unless its person wants to see it. */
export function createPhraseField() {
  const field = createField({ name: "passphrase", id: "passphrase", label: say("passphraseLabel"), limit: 1000,
    missing: say("errorNoPassphrase"), autocomplete: "current-password" });
  const { input } = field;
  const shower = button("", { look: "plain", click: () => show(input.type === "password") });
  const row = el("div", { class: "field-row" });
  input.before(row);
  row.append(input, shower);
  input.setAttribute("autocapitalize", "none");
  input.setAttribute("spellcheck", "false");

  function show(shown) {
    input.type = shown ? "text" : "password";
    setText(shower, say(shown ? "hidePhrase" : "showPhrase"));
    setLabel(shower, say(shown ? "hidePassphrase" : "showPassphrase"));
  }

  show(false);
  return {
    ...field,
    get value() { return input.value; },
    set value(value) {
      input.value = value;
      show(false);
    },
  };
}
