// @ts-check
import { listed, say } from "../words.js";

/** @typedef {import("../state.js").Change} Change */

const counts = { proposed: "didProposed", restored: "didRestored", renamed: "didRenamed", edited: "didEdited",
  removed: "didRemoved", written: "didWritten", returned: "didReturned", rewritten: "didRewritten",
  withdrawn: "didWithdrawn", asked: "didAsked" };
const sentences = { proposed: "tellProposed", restored: "tellRestored", renamed: "tellRenamed", edited: "tellEdited",
  removed: "tellRemoved", written: "tellWritten", returned: "tellReturned", rewritten: "tellRewritten",
  withdrawn: "tellWithdrawn", asked: "tellAsked" };

/** So many are told one by one, and so much of a comment. */
const most = 5;
const longest = 200;

/** How much others did, in one sentence. @param {Change[]} changes */
export function summary(changes) {
  const kinds = Object.keys(counts).map(kind => [kind, changes.filter(change => change.kind === kind).length]);
  const told = listed(kinds.filter(([, count]) => count).map(([kind, count]) => say(counts[kind], { count })));
  return say("othersDid", { changes: told });
}

/** What others did, one by one. @param {Change[]} changes */
export function retold(changes) {
  const left = changes.length - most;
  return [...changes.slice(0, most).map(sentence), ...left > 0 ? [say("tellMore", { count: left })] : []].join(" ");
}

/** @param {Change} change */
function sentence({ kind, talk, id }) {
  const { author = "", message = "" } = talk.comments.find(comment => comment.id === id) ?? {};
  const { title, presenter } = talk;
  return say(/** @type {any} */ (sentences[kind]), { title, presenter, author,
    message: message.length > longest ? `${message.slice(0, longest).trimEnd()}…` : message });
}
