// @ts-check
import { button, el, setText } from "../dom.js";
import { createKeyedList } from "../keyed_list.js";
import { moment, say } from "../words.js";
import { bringIntoView } from "./reading_position.js";
import { createTalkView } from "./talk.js";
import { createGoneTalk, createWaitingTalk } from "./waiting_talk.js";

/**
 * All talks in the order they were proposed, and those that wait to be, or what the board is for when there are
 * none.
 * @param {{desk: any, start: () => void, edit: (entry: any) => boolean}} options  `start` opens the form for a
 *   proposal, and `edit` takes one back into it
 */
export function createBoardView({ desk, start, edit }) {
  const count = el("p", { class: "board-count", text: say("loading") });
  const list = createKeyedList(el("ol", { class: "talks" }), {
    idOf: ({ id }) => id,
    create: item => {
      if (item.kind) return createWaitingTalk({ entry: item, desk, edit, refuge });
      if (item.talk) return createGoneTalk({ talk: item.talk, desk, refuge });
      return createTalkView({ talk: item, desk, hide: () => hide(item) });
    },
  });
  const refuge = () => heading.focus();
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
    show();
  }

  /** Talks that are gone, and have no strip in their place, with what was written for them. */
  function goneTalks(entries) {
    const known = ({ talk: { id } }) => !id || list.view(id) || desk.outbox.has(id)
      || talks.some(talk => talk.id === id);
    const found = new Map(entries.filter(entry => !known(entry)).map(({ talk }) => [talk.id, talk]));
    return [...found].map(([id, talk]) => ({ id: `gone.${id}`, talk }));
  }

  /** Proposals that are shown, by id. */
  let waiting = new Map();

  function show() {
    if (!talks) return;
    const entries = desk.outbox.standing;
    const proposals = entries.filter(({ kind }) => kind === "propose");
    const left = [...waiting.values()].filter(({ id }) => !proposals.some(entry => entry.id === id));
    const moves = left.map(({ id, values, by }) => ({ view: list.view(id),
      talk: talks.find(talk => talk.title === values.title && talk.presenter === by) }))
      .filter(({ talk }) => talk).map(({ view, talk }) => ({ talk, refocus: view.moveTo(talk) }));
    waiting = new Map(proposals.map(entry => [entry.id, entry]));
    list.update([...talks, ...proposals, ...goneTalks(entries)]);
    for (const { talk, refocus } of moves) refocus?.(list.view(talk.id));
    showEmpty();
  }

  /** When the board was like this, where that is to be said. */
  let time = 0;
  function showCount() {
    if (talks) setText(count, [talks.length && say("talkCount", { count: talks.length }),
      time && say("asOf", { time: moment(time) })].filter(Boolean).join(" · "));
  }

  let talks = null;
  function showEmpty() {
    // While the way to begin is focused it stays, whatever others propose.
    const hidden = (talks.length > 0 || list.size > 0) && !empty.contains(document.activeElement);
    if (empty.hidden !== hidden) empty.hidden = hidden;
  }

  desk.outbox.onChange(show);
  return {
    dom,
    /** @param {import("../state.js").Board} board */
    update(board) {
      talks = board.talks;
      showCount();
      show();
    },
    /** @param {number} then  when the board was like this, in milliseconds since 1970; 0 for now */
    showAge(then) {
      time = then;
      showCount();
    },
    /** @param {string} title */
    focus(title) {
      const waits = [...waiting.values()].find(({ values }) => values.title === title);
      const found = waits ?? talks?.find(each => each.title === title);
      if (!found) return;
      const view = /** @type {any} */ (list.view(found.id));
      bringIntoView(view.dom, "center");
      view.focus({ preventScroll: true });
    },
  };
}
