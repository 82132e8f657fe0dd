// @ts-check
import { el, setLabel } from "../dom.js";
import { createKeyedList } from "../keyed_list.js";
import { say } from "../words.js";
import { createCommentForm } from "./message_form.js";
import { createCommentView } from "./comment.js";

/**
 * The comments of a talk and the field for the next one.
 * @param {{talk: any, desk: any}} options
 */
export function createDiscussion({ talk: first, desk }) {
  let talk = first;
  const list = createKeyedList(el("ol", { class: "talk-comments" }), {
    idOf: comment => comment.id,
    create: comment => createCommentView({ talk, comment, desk, hide: () => hide(comment.id) }),
  });
  const form = createCommentForm({ talk, desk });
  const dom = el("div", { class: "discussion" }, list.dom, form.dom);

  function hide(id) {
    list.forget(id);
    form.focus();
  }

  function update(next) {
    talk = next;
    setLabel(form.dom, say("commentOn", { title: talk.title }));
    list.update(keepSame(talk.comments));
  }

  /** Every answer brings new objects; those that say the same are not drawn again. */
  let shown = new Map();
  const said = ["message", "author", "owned", "removal_asked"];
  function keepSame(comments) {
    const kept = comments.map(comment => {
      const old = shown.get(comment.id);
      return old && said.every(part => old[part] === comment[part]) ? old : comment;
    });
    shown = new Map(kept.map(comment => [comment.id, comment]));
    return kept;
  }

  update(first);
  return { dom, list, form, update };
}
