// @ts-check
import { follow } from "./following.js";
import { epochOf } from "./tags.js";

/** @typedef {import("./api.js").Talk} Talk */
/** @typedef {{loaded: boolean, tag: string, epoch: string, talks: Talk[]}} Board */
/** @typedef {{kind: "proposed" | "restored" | "renamed" | "edited" | "removed" | "written" | "returned" |
 *   "rewritten" | "withdrawn" | "asked", talk: Talk, id: string}} Change
 *   `id` is the talk's or the comment's that it is about */

/** @type {Board} */
export const unknownBoard = { loaded: false, tag: "", epoch: "", talks: [] };

/**
 * The board that a whole one shows. A talk that is the same as before is the same object as before, so that
 * views can leave it alone without looking into it.
 * @param {Board} previous
 * @param {{talks: Talk[], tag: string}} answer
 * @returns {Board}
 */
export function nextBoard(previous, { talks, tag }) {
  const epoch = epochOf(tag);
  const known = new Map(previous.talks.map(talk => [talk.id, talk]));
  const same = talk => {
    const old = known.get(talk.id);
    return old && old.version === talk.version && epoch && epoch === previous.epoch ? old : talk;
  };
  return { loaded: true, tag, epoch, talks: talks.map(same) };
}

/**
 * The board after changes, of which every talk they do not touch stays the same object.
 * @param {Board} previous @param {import("./changes_api.js").Change[]} changes @param {string} tag
 * @returns {Board}
 */
export const followedBoard = (previous, changes, tag) =>
  ({ ...previous, tag, talks: follow(previous.talks, changes) });

/** The tag that names one talk as this board shows it. @param {Board} board @param {Talk} talk */
export const talkTag = (board, talk) => `"${board.epoch}-${talk.version}"`;

/** @param {{presenter: string, summary: string}} one @param {{presenter: string, summary: string}} other */
export const saysTheSame = (one, other) =>
  one.presenter === other.presenter && one.summary === other.summary;

/** Whether somebody began to ask for its removal. */
const isAsked = (before, now) => Boolean(now.removal_asked) && before.removal_asked !== now.removal_asked;

/** Whether something went, rather than came or changed. @param {Change} change */
export const isRemoval = ({ kind }) => kind === "removed" || kind === "withdrawn";

/**
 * What is different between two boards, in the order of the page.
 * @param {Board} previous
 * @param {Board} next
 * @param {(id: string) => boolean} [wasHere]  whether what is not on the previous board was on one before
 * @returns {Change[]}
 */
export function changesBetween(previous, next, wasHere = () => false) {
  if (!previous.loaded) return [];
  const changes = [];
  const old = new Map(previous.talks.map(talk => [talk.id, talk]));
  for (const talk of next.talks) {
    const before = old.get(talk.id);
    old.delete(talk.id);
    if (before === talk) continue;
    if (!before) changes.push({ kind: wasHere(talk.id) ? "restored" : "proposed", talk, id: talk.id });
    else {
      if (before.title !== talk.title) changes.push({ kind: "renamed", talk, id: talk.id });
      if (!saysTheSame(before, talk)) changes.push({ kind: "edited", talk, id: talk.id });
      if (isAsked(before, talk)) changes.push({ kind: "asked", talk, id: talk.id });
      changes.push(...commentChanges(before, talk, wasHere));
    }
  }
  for (const talk of old.values()) changes.push({ kind: "removed", talk, id: talk.id });
  return changes;
}

function commentChanges(before, talk, wasHere) {
  const changes = [];
  const old = new Map(before.comments.map(comment => [comment.id, comment]));
  for (const now of talk.comments) {
    const { id, message } = now;
    const known = old.get(id);
    old.delete(id);
    if (!known) changes.push({ kind: wasHere(id) ? "returned" : "written", talk, id });
    else if (known.message !== message) changes.push({ kind: "rewritten", talk, id });
    if (known && isAsked(known, now)) changes.push({ kind: "asked", talk, id });
  }
  for (const id of old.keys()) changes.push({ kind: "withdrawn", talk, id });
  return changes;
}
