// @ts-check
import { button, el } from "../dom.js";
import { moment, say } from "../words.js";
import { createDeed } from "./deed.js";
import { explainDeed } from "./explain.js";
import { createQuestion } from "./question.js";

/**
 * One passkey of a name, and its removal.
 * @param {{item: import("../device_api.js").Passkey, name: string, desk: any, gone: () => void}} options
 *   `gone` takes it out of the list, and the focus to what stays
 */
export function createOwnPasskey({ item: { id, label, added }, name, desk, gone }) {
  const time = moment(added);
  let going = false;
  const opener = button(say("removePasskey"), { label: say("removePasskeyOf", { passkey: label, time, name }),
    click: () => question.ask() });
  const deed = createDeed({ text: say("removePasskeyNow"), look: "danger", alert: desk.alert,
    explain: error => explainDeed("errorNotRemoved", error),
    act: key => desk.api.removePasskey(name, id, key), done: removed });
  const question = createQuestion({ text: say("removePasskeyAsk", { passkey: label, name }), opener, deed });
  const dom = el("li", { class: "passkey" }, el("div", {},
    el("p", { class: "device-label" }, el("bdi", { text: label })),
    el("p", { class: "device-about", text: say("passkeyAddedAt", { time }) })), opener, question.dom);

  async function removed() {
    going = true;
    desk.saved(say("passkeyRemoved", { name }));
    await desk.device.load().catch(() => { /* with the next chance */ });
    question.close();
    gone();
  }

  return {
    dom,
    update() {},
    /** Removed elsewhere, it stays as long as it has the focus here. */
    stays: () => !going && dom.contains(document.activeElement),
  };
}
