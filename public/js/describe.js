// @ts-check
import { nameSentence } from "./describe_names.js";
import { say } from "./words.js";

/** @typedef {import("./changes_api.js").Change} Change */
/** @typedef {{kind: "person" | "talk" | "text", text: string, id?: string}} Slot */
/** @typedef {{key: any, slots: Record<string, Slot>, count?: number}} Sentence */

/** For each event: what is said, when it was about the person's own, and when it is part of an undo. */
const keys = {
  talk_proposed: ["histProposed"],
  talk_restored: ["histRestored", "histRestoredOwn"],
  talk_edited: ["histEdited", "histEditedOwn", "histEditedBack"],
  talk_renamed: ["histRenamed", "histRenamed", "histRenamedBack"],
  talk_removed: ["histRemoved", "histRemovedOwn"],
  comment_written: ["histCommented"],
  comment_restored: ["histCommentRestored", "histCommentRestoredOwn"],
  comment_edited: ["histCommentEdited", "histCommentEditedOwn", "histCommentEditedBack"],
  comment_removed: ["histCommentRemoved", "histCommentRemovedOwn"],
  removal_asked: ["histRemovalAsked"],
};

const person = name => ({ kind: /** @type {const} */ ("person"), text: name });
const who = name => name ? person(name) : { kind: /** @type {const} */ ("text"), text: say("somebody") };

/**
 * A step of a change as a sentence, `{who} removed {owner}'s talk {title}`, and what stands in its places.
 * @param {import("./changes_api.js").Step} step
 * @param {Change} change
 * @returns {Sentence}
 */
export function stepSentence(step, { by, undoes }) {
  if (step.event === "purged") return purgedSentence(step, by);
  const owner = step.author ?? (step.comment ? step.content?.author : step.former?.presenter ?? step.presenter);
  const slots = { who: who(by), owner: who(owner),
    title: { kind: /** @type {const} */ ("talk"), text: step.title || say("aTalk"), id: step.talk } };
  if (step.event === "talk_renamed") {
    const former = { kind: /** @type {const} */ ("text"), text: step.former?.title || say("aTalk") };
    return { key: undoes ? "histRenamedBack" : "histRenamed", slots: { ...slots, former } };
  }
  if (step.event === "comment_written" && by && owner !== by) return { key: "histCommentedAs", slots };
  if (step.event === "removal_asked" && step.comment) return { key: "histCommentRemovalAsked", slots };
  const [theirs, own, back] = keys[step.event] ?? ["histOther"];
  return { key: undoes && back || (own && by && owner === by ? own : theirs), slots };
}

/**
 * What was erased says nothing any more, neither of which talk nor by whom it was.
 * @param {import("./changes_api.js").Step} step
 * @param {string | null} by
 * @returns {Sentence}
 */
function purgedSentence({ comment, part }, by) {
  if (by && part !== "everything") return { key: "histErasedWording", slots: { who: person(by) } };
  if (by) return { key: comment ? "histErasedComment" : "histErasedTalk", slots: { who: person(by) } };
  return { key: comment ? "histCommentIsErased" : "histTalkIsErased", slots: {} };
}

/**
 * A whole change. One that put several things back is told by their number.
 * @param {Change} change
 * @param {Change[]} [undone]  those of the changes it took back that are at hand
 * @returns {Sentence}
 */
export function changeSentence(change, undone = []) {
  const { by, undoes = [], steps } = change;
  if (steps.length === 1) return stepSentence(steps[0], change);
  if (!steps.length && change.names?.length) return nameSentence(change.names[0], by);
  const count = undoes.length;
  const names = new Set(undone.map(each => each.by));
  const [name] = names;
  if (undone.length === count && names.size === 1 && name) {
    return { key: "histUndidBy", slots: { who: who(by), owner: person(name) }, count };
  }
  return { key: "histUndid", slots: { who: who(by) }, count };
}

/** The sentence as plain text. @param {Sentence} sentence */
export function spoken({ key, slots, count }) {
  const texts = Object.entries(slots)
    .map(([name, { text, kind }]) => [name, kind === "talk" ? `“${text}”` : text]);
  return say(key, { ...Object.fromEntries(texts), ...(count !== undefined && { count }) });
}

/**
 * What a step replaced or took away, where knowing it helps to decide: texts of before and after.
 * `before` is null where it has been erased.
 * @param {import("./changes_api.js").Step} step
 * @returns {{label: string, before?: string | null, after?: string}[]}
 */
export function stepTexts({ event, presenter, summary = "", message = "", content, former }) {
  const replaced = (label, before, after) => before === after ? [] : [{ label, before, after }];
  switch (event) {
    case "talk_proposed": return content?.summary ? [{ label: "", after: content.summary }] : [];
    case "comment_written":
    case "comment_restored": return content ? [{ label: "", after: content.message }] : [];
    case "comment_removed": return [{ label: "", before: message }];
    case "comment_edited": return replaced("", former ? former.message : null, message);
    case "talk_edited":
      if (!former) return [{ label: "", before: null, after: summary }];
      return [...replaced(say("presenterLabel"), former.presenter, presenter),
        ...replaced("", former.summary, summary)];
    default: return [];
  }
}

/** Whose words a change took away, so that they alone may erase them; null when it took none.
 *  @param {Change} change */
export function wordsTakenFrom({ steps: [step, ...more] }) {
  if (!step || more.length) return null;
  if (step.event === "talk_removed") return step.presenter ?? null;
  if (step.event === "comment_removed") return step.author ?? null;
  if (step.event === "comment_edited") return step.former ? step.author ?? null : null;
  return step.event === "talk_edited" ? step.former?.presenter ?? null : null;
}
