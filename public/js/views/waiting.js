// @ts-check
import { button, createProse, el, phrase, setLabel, setText } from "../dom.js";
import { saysTheSame } from "../state.js";
import { say } from "../words.js";
import { createCopier } from "./copier.js";
import { nameOf, reasonOf, stateOf, wordsOf } from "./waiting_words.js";

/** @typedef {import("../outbox_entries.js").Entry} Entry */

/**
 * Something that was sent and is not saved yet, where it will be: its words, where it stands and why, and what
 * can be done with it.
 * @param {object} options
 * @param {Entry} options.entry
 * @param {any} options.desk
 * @param {string} options.tag
 * @param {string} options.look  of the thing that it will be
 * @param {(entry: Entry) => boolean} [options.edit]  takes it back into a form, if that can be
 * @param {() => boolean} [options.mayEdit]  whether there is such a form
 * @param {() => boolean} [options.holds]  whether something else is in it
 * @param {() => void} options.refuge  takes the focus when this goes
 */
export function createWaitingView({ entry: first, desk, tag, look, edit = () => false, mayEdit = () => true,
  holds = () => false, refuge }) {
  const { outbox } = desk;
  let entry = first;
  let busy = false;
  const state = el("strong", { class: "waiting-state" });
  const title = el(first.kind === "propose" ? "h3" : "p", { class: "waiting-title", dir: "auto", tabindex: -1 });
  const prose = createProse({ tag: "div", look: "prose" });
  const reason = el("p", { class: "waiting-reason" });
  const again = button("", { look: "plain", click: retry });
  const copier = createCopier({ text: () => wordsOf(entry), words: say("copyShort"), look: "quiet",
    label: labelled(say("copyShort")), saved: desk.saved });
  const editor = button(say("edit"), { label: labelled(say("edit")), click: () => takeBack() });
  const discarder = button(say("discard"), { label: labelled(say("discard")), click: discard });
  const undo = button(say("undoDiscard"), { look: "plain", click: restore });
  const hider = button(say("hide"), { click: () => outbox.drop(entry.id) });
  const strip = el("p", { class: "waiting-strip", dir: "auto" });
  const meta = el("p", { class: "comment-meta" }, el("span", {}, ...whatItIs(first)), " ", state);
  const actions = el("div", { class: "waiting-actions" }, again, copier, editor, discarder);
  const tombstone = el("div", { class: "tombstone" }, strip, el("div", { class: "tombstone-actions" }, undo, hider));
  const head = first.kind === "propose" ? [title, meta] : [meta, title];
  const parts = [...head, prose.dom, reason, actions];
  const dom = el(tag, { class: `${look} waiting`, "data-entry": first.id }, tombstone, ...parts);

  function labelled(deed) { return say("onWhat", { deed, what: nameOf(entry) }); }

  async function retry() {
    if (busy) return;
    busy = true;
    again.setAttribute("aria-busy", "true");
    const now = await outbox.retry(entry.id);
    busy = false;
    again.removeAttribute("aria-busy");
    if (now?.state === "waiting") desk.saved(say("stillWaiting", { reason: reason.textContent }));
  }

  function takeBack() {
    const taken = { ...entry, problem: entry.state === "refused" ? entry.problem : null };
    if (edit(taken)) outbox.drop(entry.id);
  }

  async function discard() {
    await outbox.discard(entry.id);
    desk.saved(say("discarded", { what: nameOf(entry) }));
    undo.focus();
  }

  async function restore() {
    await outbox.restore(entry.id);
    desk.saved(say("restored"));
    again.focus();
  }

  /** Only what an edit changes. */
  function showWords() {
    const { kind, values, seen } = entry;
    const titled = kind === "propose" || (kind === "edit" && values.title !== seen.title);
    const named = kind === "edit" && values.presenter !== seen.presenter;
    setText(title, [titled && values.title, named && say("theirsBy", values)].filter(Boolean).join(" · "));
    title.hidden = !title.textContent;
    const unchanged = kind === "edit" && saysTheSame({ ...seen, presenter: "" }, { ...values, presenter: "" });
    prose.update(values.message ?? (unchanged ? "" : values.summary));
    prose.dom.hidden = !(values.message ?? (unchanged ? "" : values.summary));
  }

  /** @param {Entry} next */
  function update(next) {
    entry = next;
    const gone = entry.state === "discarded";
    dom.setAttribute("data-state", entry.state);
    tombstone.hidden = !gone;
    hider.hidden = holds();
    for (const part of parts) part.toggleAttribute("data-retired", gone);
    setText(strip, gone ? say("discarded", { what: nameOf(entry) }) : "");
    setText(state, stateOf(entry));
    showWords();
    const waits = desk.outbox.standing.some(({ id }) => id === entry.talk.id);
    const why = reasonOf(entry, { waits, lasts: outbox.lasts });
    const told = why.map(part => typeof part === "string" ? part : part.textContent).join("");
    if (reason.textContent !== told) reason.replaceChildren(...why);
    reason.hidden = !told;
    const deed = say(entry.state === "refused" ? "again" : "sendNow");
    setText(again, deed);
    setLabel(again, labelled(deed));
    again.hidden = waits;
    editor.hidden = !mayEdit();
  }

  update(first);
  return {
    dom, update, title,
    /** It goes, and the focus goes where it was meant to be. */
    stays() {
      if (dom.contains(document.activeElement)) refuge();
      return false;
    },
  };
}

/** Whose it is, or what, where that does not show. */
function whatItIs({ kind, by }) {
  if (kind === "edit" || kind === "editComment") {
    return [el("strong", { class: "waiting-what", text: say(kind === "edit" ? "editOfTalk" : "editOfComment") })];
  }
  const name = el("bdi", { class: "comment-author", text: by });
  return kind === "propose" ? phrase("by", { name }) : [name];
}
