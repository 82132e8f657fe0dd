// @ts-check
import { el, setText } from "../dom.js";
import { say } from "../words.js";

/**
 * The button that opens a talk's comments and says how many there are, and how many are unseen.
 * @param {{talk: any, news: any, click: (open: boolean) => void}} options
 */
export function createToggle({ talk: first, news, click }) {
  let talk = first;
  const count = el("span");
  const fresh = el("strong", { class: "mark", hidden: true });
  const dom = el("button", { type: "button", class: "talk-toggle", "aria-expanded": "false",
    on: { click: () => click(dom.getAttribute("aria-expanded") !== "true") } }, count, " ", fresh);

  function update(next = talk) {
    talk = next;
    const { title, comments } = talk;
    const values = { title, count: comments.length };
    const unseen = comments.filter(comment => news.of(comment.id) === "new").length;
    const words = say("newComments", { count: unseen });
    setText(count, comments.length ? say("comments", values) : say("noComments"));
    setText(fresh, unseen ? words : "");
    if (fresh.hidden !== !unseen) fresh.hidden = !unseen;
    const name = comments.length ? say("commentsOf", values) : say("noCommentsOf", values);
    const label = unseen ? `${name}, ${words}` : name;
    if (dom.getAttribute("aria-label") !== label) dom.setAttribute("aria-label", label);
  }

  // The news of a comment seen elsewhere in the talk changes the count here.
  news.watch("", id => { if (talk.comments.some(comment => comment.id === id)) update(); });
  update();
  return {
    dom, update,
    set open(value) { dom.setAttribute("aria-expanded", String(value)); },
  };
}
