// @ts-check
import { newKey } from "./keys.js";
import { saysTheSame } from "./state.js";
import { epochOf, versionOf } from "./tags.js";

/** @typedef {"waiting" | "sending" | "refused" | "old" | "discarded" | "saved"} EntryState
 *   `old`: the server may have forgotten its key, so it is sent when the person says so */
/** @typedef {{key: string, title: string, tag?: string}} Attempt  all by which the server knows it again */
/**
 * Something a person sent. `talk` is the talk it is about, which may be an entry that is still to be
 * sent itself; `values` are the words; `seen` is what was to be replaced, and `tag` the talk as it was
 * then; `known` are the comments that said the same before. Until it `stands`, the form it comes from
 * still shows it.
 * @typedef {{id: string, kind: "propose" | "edit" | "comment" | "editComment", by: string,
 *   talk: {id: string, title: string}, comment: string, values: any, seen: any, tag: string, known: string[],
 *   key: string, attempts: Record<string, Attempt>, made: number, tried: number, stands: boolean,
 *   state: EntryState, problem: any, version?: string, until?: number}} Entry
 */

/** @param {Partial<Entry>} what @param {number} made @param {string} [key] @returns {Entry} */
export const newEntry = (what, made, key = newKey()) => ({ kind: "comment", by: "", talk: { id: "", title: "" },
  comment: "", values: {}, seen: null, tag: "", known: [], ...what, id: newKey(), key, attempts: {}, made, tried: 0,
  stands: false, state: "waiting", problem: null });

/** Of entries, the one sent first comes first. */
export const byAge = (one, other) => one.made - other.made || (one.id < other.id ? -1 : 1);

/** Whether it is on its way, or to be. @param {Entry} entry */
export const isPending = ({ state }) => state === "waiting" || state === "sending";

/** What of an `ApiError` can be kept. */
export const plainProblem = ({ kind, status, title, detail, field, type, wait, theirs, seen }) =>
  ({ kind, status, title, detail, field, type, wait, theirs, seen });

/**
 * Whether the board says what the entry does: it has arrived, though perhaps its answer has not.
 * @param {Entry} entry @param {import("./state.js").Board} board
 */
export function isOnBoard({ kind, talk, comment, values, by, known }, board) {
  if (kind === "propose") return board.talks.some(each => each.title === values.title && each.presenter === by);
  const found = board.talks.find(each => each.id === talk.id);
  if (!found) return false;
  if (kind === "edit") return found.title === values.title && saysTheSame(found, values);
  if (kind === "editComment") {
    return found.comments.some(each => each.id === comment && each.message === values.message);
  }
  return sayingTheSame(found, values).some(id => !known.includes(id));
}

/** Comments by the same author with the same words, by id. @param {import("./api.js").Talk} talk */
export const sayingTheSame = (talk, { author, message }) => talk.comments
  .filter(each => each.author === author && each.message === message).map(each => each.id);

/** Whether the board is as new as the answer to an entry that was saved.
 *  @param {Entry} entry @param {import("./state.js").Board} board */
export function isContained({ version = "", tag }, board) {
  const epoch = epochOf(tag.replaceAll('"', ""));
  if (epoch && board.epoch && epoch !== board.epoch) return true;
  return versionOf(board.tag) >= Number(version);
}
