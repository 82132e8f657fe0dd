// @ts-check
import { button, el, setText } from "../dom.js";
import { createKeyedList } from "../keyed_list.js";
import { say } from "../words.js";
import { createTalkView } from "./talk.js";

/**
 * All talks in the order they were proposed, or what the board is for when there are none.
 * @param {{desk: any, start: () => void}} options  `start` opens the form for a proposal
 */
export function createBoardView({ desk, start }) {
  const count = el("p", { class: "board-count", text: say("loading") });
  const list = createKeyedList(el("ol", { class: "talks" }), {
    idOf: talk => talk.id,
    create: talk => createTalkView({ talk, desk, hide: () => hide(talk) }),
  });
  const empty = el("div", { class: "empty", hidden: true },
    el("h3", { text: say("emptyTitle") }), el("p", { text: say("emptyText") }),
    button(say("emptyStart"), { look: "main", click: start }));
  const heading = el("h2", { id: "talks", tabindex: -1, text: say("talks") });
  const dom = el("section", { class: "board", "aria-labelledby": "talks" },
    el("div", { class: "board-head" }, heading, count), empty, list.dom);

  function hide({ id }) {
    const here = list.view(id).dom;
    const near = here.nextElementSibling ?? here.previousElementSibling;
    list.forget(id);
    (near?.querySelector("h3:not([data-retired] *)") ?? heading).focus();
    showEmpty();
  }

  let talks = null;
  function showEmpty() {
    // While the way to begin is focused it stays, whatever others propose.
    const hidden = (talks.length > 0 || list.size > 0) && !empty.contains(document.activeElement);
    if (empty.hidden !== hidden) empty.hidden = hidden;
  }

  return {
    dom,
    /** @param {import("../state.js").Board} board */
    update(board) {
      talks = board.talks;
      setText(count, talks.length ? say("talkCount", { count: talks.length }) : "");
      list.update(talks);
      showEmpty();
    },
    /** @param {string} title */
    focus(title) {
      const talk = talks?.find(each => each.title === title);
      if (talk) list.view(talk.id).focus();
    },
  };
}
