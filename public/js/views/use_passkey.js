// @ts-check
import { el, setText } from "../dom.js";
import { say } from "../words.js";
import { createDeed } from "./deed.js";
import { explainDeed } from "./explain.js";

/**
 * Joining a name by a passkey, where this browser can use one.
 * @param {{desk: any}} options
 */
export function createUsePasskey({ desk }) {
  const { passkeys } = desk;
  const deed = createDeed({ text: say("usePasskey"), look: "main", alert: desk.alert, done: tell,
    explain: error => explainDeed("errorNotDone", error), act: () => {
      told.hidden = true;
      return desk.joinByPasskey();
    } });
  const told = el("p", { class: "card-told", hidden: true });
  const dom = el("section", { class: "card", "aria-labelledby": "passkey" },
    el("h2", { id: "passkey", tabindex: -1, text: say("usePasskeyHeading") }),
    el("p", { class: "card-about", text: say("usePasskeyText") }),
    el("div", { class: "form-actions" }, deed.dom), deed.failure, told);

  function tell(joined) {
    setText(told, joined ? say("joined", joined) : say("passkeyNotUsed"));
    told.hidden = false;
    desk.saved(told.textContent);
  }

  dom.hidden = !passkeys;
  return { dom };
}
