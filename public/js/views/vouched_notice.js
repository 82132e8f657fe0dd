// @ts-check
import { button, el } from "../dom.js";
import { createKeyedList } from "../keyed_list.js";
import { listed, say } from "../words.js";

/**
 * Says, once, that a device joined one's name by vouching.
 * @param {{vouched: ReturnType<typeof import("../vouched.js").createVouched>, saved: (text: string) => void,
 *   refuge: () => void}} options  `refuge` takes the focus when the notice goes
 */
export function createVouchedNotice({ vouched, saved, refuge }) {
  const list = createKeyedList(el("div", { class: "notices" }), { idOf: ({ device }) => device, create: createNotice });
  const update = () => list.update(vouched.news);

  function createNotice({ name, device, vouchers }) {
    const text = say("vouchedNotice", { name, vouchers: listed(vouchers) });
    const see = () => vouched.see(device);
    saved(text);
    const dom = el("section", { class: "notice", "aria-label": say("you") }, el("p", { text }),
      el("a", { href: "you.html", text: say("seeDevices"), on: { click: see } }),
      button(say("thatWasMe"), { look: "plain", click: () => {
        see();
        refuge();
        update();
      } }));
    return { dom, update: () => {}, stays: () => dom.contains(document.activeElement) };
  }

  return { dom: list.dom, update };
}
