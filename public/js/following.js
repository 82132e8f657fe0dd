// @ts-check
// What a change makes of a board. Whatever it does not touch stays the same object.
/** @typedef {import("./api.js").Talk} Talk */
/** @typedef {import("./changes_api.js").Step} Step */

/** Where in a list in the order of `place` something of that place is, or would be. */
function indexOf(list, place) {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (list[middle].place < place) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** `toSpliced` is younger than some of the phones people have. */
function spliced(list, ...splice) {
  const next = list.slice();
  next.splice(.../** @type {[number, number]} */ (splice));
  return next;
}

/** @template {{id: string, place: number}} T @param {T[]} list @param {T} item @returns {T[]} */
function put(list, item) {
  const index = indexOf(list, item.place);
  return spliced(list, index, list[index]?.id === item.id ? 1 : 0, item);
}

/** @template {{id: string, place: number}} T @param {T[]} list @param {T} item @returns {T[]} */
const takeOut = (list, item) => spliced(list, indexOf(list, item.place), 1);

const withComment = (talk, comment) => ({ ...talk, comments: put(talk.comments, comment) });
const withoutComment = (talk, comment) => ({ ...talk, comments: takeOut(talk.comments, comment) });

/** Whose an edited talk is may be another one from now on, or nobody. */
function edited({ owned: _, ...talk }, { presenter, summary, owned }) {
  return { ...talk, presenter, summary, ...(owned && { owned }) };
}

/**
 * The comments of a talk after a step that is about one of them. One that is not there has gone, and its
 * removal was told already or will be.
 */
function afterOfComment(talk, { event, comment: id, content, message }, by) {
  if (event === "comment_written" || event === "comment_restored") return withComment(talk, content);
  const comment = talk.comments.find(each => each.id === id);
  if (!comment) return talk;
  switch (event) {
    case "comment_edited": return withComment(talk, { ...comment, message });
    case "removal_asked": return withComment(talk, { ...comment, removal_asked: by });
    case "comment_removed": case "purged": return withoutComment(talk, comment);
    default: throw new Error(`cannot follow ${event}`);
  }
}

/**
 * The talk after a step that is about it; null when it is gone.
 * @param {any} talk @param {any} step @param {string | null} by @returns {Talk | null}
 */
function after(talk, step, by) {
  // What was erased may be one of its former texts, which nobody sees here.
  if (step.event === "purged" && step.part !== "everything") return talk;
  if (step.comment) return afterOfComment(talk, step, by);
  switch (step.event) {
    case "talk_removed": case "purged": return null;
    case "talk_edited": return edited(talk, step);
    case "talk_renamed": return { ...talk, title: step.title };
    case "removal_asked": return { ...talk, removal_asked: by };
    default: throw new Error(`cannot follow ${step.event}`);
  }
}

/** @param {Talk[]} talks @param {Step} step @param {import("./changes_api.js").Change} change */
function afterStep(talks, step, { by, version }) {
  if (step.event === "talk_proposed" || step.event === "talk_restored") return put(talks, step.content);
  const talk = talks.find(({ id }) => id === step.talk);
  if (!talk) return talks;
  const next = after(talk, step, by);
  if (!next) return takeOut(talks, talk);
  if (next === talk) return talks;
  // To erase makes no version. What was brought back and is told late can be of a later one than the change.
  return put(talks, step.event === "purged" ? next : { ...next, version: Math.max(talk.version, version) });
}

/**
 * The talks of a board after changes, all with their `place` and in that order. Throws where a change is of
 * a kind that is not known here.
 * @param {Talk[]} talks @param {import("./changes_api.js").Change[]} changes @returns {Talk[]}
 */
export const follow = (talks, changes) => changes.reduce((before, change) =>
  change.steps.reduce((now, step) => afterStep(now, step, change), before), talks);
