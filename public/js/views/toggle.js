// @ts-check
import { el, setText } from "../dom.js";
import { say } from "../words.js";

/** The style sheet shows about eight lines of a summary while its talk is closed. */
const isLong = ({ summary }) => summary.length > 560 || summary.split("\n").length > 8;

/**
 * The button that opens a talk's comments and says how many there are, and how many are unseen.
 * @param {{talk: any, news: any, click: (open: boolean) => void}} options
 */
export function createToggle({ talk: first, news, click }) {
  let talk = first;
  let open = false;
  const count = el("span");
  const fresh = el("strong", { class: "mark", hidden: true });
  const of = el("span", { class: "talk-toggle-of" });
  const dom = el("button", { type: "button", class: "talk-toggle", "aria-expanded": "false",
    on: { click: () => click(!open) } }, count, " ", fresh, " ", of);

  function update(next = talk) {
    talk = next;
    const { comments } = talk;
    const unseen = comments.filter(comment => news.of(comment.id) === "new").length;
    const rest = comments.length ? say("comments", { count: comments.length }) : say("noComments");
    setText(count, isLong(talk) && !open ? say("readOn", { rest }) : rest);
    setText(of, say("onTalk", { title: talk.title }));
    setText(fresh, unseen ? say("newComments", { count: unseen }) : "");
    if (fresh.hidden !== !unseen) fresh.hidden = !unseen;
  }

  // The news of a comment seen elsewhere in the talk changes the count here.
  news.watchTalk(first.id, () => update());
  update();
  return {
    dom, update,
    set open(value) {
      open = value;
      dom.setAttribute("aria-expanded", String(value));
      update();
    },
  };
}
