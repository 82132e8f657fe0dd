// @ts-check
import { button, el, freshId, setText } from "../dom.js";
import { say } from "../words.js";

/**
 * Asks in place before something that cannot be taken back; Escape keeps.
 * @param {object} options
 * @param {string} options.text
 * @param {ReturnType<typeof import("./deed.js").createDeed>} options.deed  what it asks about
 * @param {HTMLElement} options.opener  hidden while it asks, and where the focus returns
 */
export function createQuestion({ text, deed, opener }) {
  const question = el("p", { id: freshId(), text });
  const keeper = button(say("keep"), { look: "plain", click: keep });
  const dom = el("div", { class: "question", role: "group", "aria-labelledby": question.id, hidden: true,
    on: { keydown: event => event.key === "Escape" && keep() } },
  question, deed.failure, el("div", { class: "form-actions" }, deed.dom, keeper));

  function keep() {
    if (deed.busy) return;
    close();
    opener.focus();
  }

  function close() {
    dom.hidden = true;
    opener.hidden = false;
    deed.clear();
  }

  return {
    dom, close,
    /** @param {string} next */
    rename: next => setText(question, next),
    get open() { return !dom.hidden; },
    ask() {
      dom.hidden = false;
      opener.hidden = true;
      keeper.focus();
    },
  };
}
