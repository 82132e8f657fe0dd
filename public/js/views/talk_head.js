// @ts-check
import { historyAddress } from "../addresses.js";
import { createProse, el, freshId, phrase, setLabel, setText } from "../dom.js";
import { moment, say } from "../words.js";
import { createMark } from "./mark.js";

/**
 * What a talk says of itself: its title, who presents it, since when, its summary; and
 * the way to its history.
 * @param {{talk: any, news: any}} options
 */
export function createTalkHead({ talk, news }) {
  const heading = el("h3", { class: "talk-title", id: freshId(), dir: "auto", tabindex: -1 });
  const presenter = el("bdi", { class: "talk-presenter" });
  const time = el("time", { datetime: talk.proposed, text: moment(talk.proposed) });
  const history = el("a", { class: "talk-history", href: historyAddress({ talk: talk.id }), text: say("history") });
  const meta = el("p", { class: "talk-meta" }, el("span", {}, ...phrase("by", { name: presenter })), " ", time,
    " ", history, " ", createMark(news, talk.id).dom);
  const prose = createProse({ tag: "div", look: "prose" });
  const dom = el("header", { class: "talk-head" }, heading, meta);
  return {
    dom, heading, prose,
    /** @param {any} next */
    update({ title, presenter: name, summary }) {
      setText(heading, title);
      setLabel(history, say("historyOf", { title }));
      setText(presenter, name);
      prose.update(summary);
    },
  };
}
