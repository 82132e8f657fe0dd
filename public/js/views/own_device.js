// @ts-check
import { button, el, setLabel, setText } from "../dom.js";
import { listed, moment, say } from "../words.js";
import { createDeed } from "./deed.js";
import { explainDeed } from "./explain.js";
import { createQuestion } from "./question.js";

const ways = { claimed: "howClaimed", code: "howCode", passkey: "howPasskey" };

/** @param {import("../device_api.js").Device} device */
const howOf = ({ how, vouched_by: names = [] }) =>
  how === "vouched" ? say("howVouched", { names: listed(names) }) : say(/** @type {any} */ (ways[how] ?? "howCode"));

/**
 * One device of a name, and its signing out.
 * @param {{item: {name: string, only: boolean, device: import("../device_api.js").Device}, desk: any,
 *   refuge: () => void}} options  `refuge` takes the focus when the device is gone
 */
export function createOwnDevice({ item: first, desk, refuge }) {
  const { name, device: { device: handle, label } } = first;
  let leaving = false;
  const here = el("strong", { class: "device-here", text: say("thisDevice") });
  const how = el("span");
  const seen = el("span");
  const opener = button(say("signOut"), { label: say("signOutDevice", { device: label, name }),
    click: () => question.ask() });
  const deed = createDeed({ text: say("signOutNow"), look: "danger", alert: desk.alert,
    explain: error => explainDeed("errorNotDone", error),
    act: key => desk.api.signOut(name, handle, key), done: left });
  const question = createQuestion({ text: "", opener, deed });
  const dom = el("li", { class: "device", "data-device": handle }, el("div", {},
    el("p", { class: "device-label" }, el("bdi", { text: label }), here),
    el("p", { class: "device-about" }, how, " ", seen)), opener, question.dom);

  async function left() {
    leaving = true;
    desk.saved(say("signedOut", { device: label, name }));
    await desk.device.load().catch(() => question.close());
    const { person, device } = desk;
    if (handle === device.handle && !device.holds(person.name)) person.become(device.actor);
    if (!dom.isConnected) refuge();
  }

  function update({ only, device }) {
    here.hidden = device.device !== desk.device.handle;
    setText(how, howOf(device));
    setText(seen, say("deviceSeen", { time: moment(device.seen) }));
    question.rename(say(only ? "signOutLast" : "signOutAsk", { device: label, name }));
  }

  update(first);
  return {
    dom, update,
    /** Signed out elsewhere, it stays as long as it has the focus here. */
    stays: () => !leaving && dom.contains(document.activeElement),
  };
}
