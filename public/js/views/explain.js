// @ts-check
import { isAboutName, problemOf } from "../problems.js";
import { soon, say } from "../words.js";

/** Refusals the pages know: what a form says of its name, and why something was not done.
 *  @type {Record<string, any>} */
const ofNames = { "name-taken": "errorNameTaken", "name-looks-alike": "errorNameAlike",
  "name-mixes-scripts": "errorNameScripts" };
/** @type {Record<string, any>} */
const reasons = { "name-taken": "whyNameTaken", "name-looks-alike": "whyNameAlike",
  "name-mixes-scripts": "whyNameScripts", "not-yours": "whyNotYours", "members-only": "whyMembersOnly",
  "restored-by-author": "whyRestoredByAuthor", "too-new": "whyTooNew", "no-such-code": "whyNoSuchCode",
  "name-free": "whyNameFree", "name-yours": "whyNameYours", "no-such-name": "whyNameFree",
  "nobody-waits": "whyNobodyWaits", "vouched-already": "whyVouchedAlready", "no-device": "whyNoDevice",
  "passphrase-needed": "whyClosed", "passkey-refused": "whyPasskeyRefused", "no-such-passkey": "whyNoSuchPasskey",
  "passkey-there": "whyPasskeyThere", "other-site": "whyOtherSite", "no-passkeys": "whyNoPasskeys" };

/** Why, in words; what only the server knows, it says itself. */
function reasonOf(error) {
  if (error.status === 429) return say("whyTooMany", { time: soon(error.wait) });
  const known = reasons[problemOf(error)];
  return known ? say(known) : [error.title, error.detail].filter(Boolean).join(" — ");
}

/**
 * A failed write in words, and the field it is about, if it is about one.
 * @param {import("../request.js").ApiError} error
 * @returns {{text: string, field: string, again: boolean, ofName?: boolean}} `again`: the same may
 *   succeed later; `ofName`: another name may, or this one from another device
 */
export function explain(error) {
  const field = error.field ?? "";
  if (isAboutName(error)) return { text: say(ofNames[problemOf(error)]), field, again: false, ofName: true };
  if (error.status === 429) return { text: say("errorTooMany", { time: soon(error.wait) }), field, again: true };
  switch (error.kind) {
    case "network": return { text: say("errorNetwork"), field, again: true };
    case "unavailable": return { text: say("errorUnavailable"), field, again: true };
    case "closed": return { text: say("errorClosed"), field, again: true };
    case "changed": return { text: say("errorChanged"), field, again: false };
    case "missing": return { text: say("errorGone"), field, again: false };
    case "refused": {
      const reason = reasonOf(error);
      return { text: reason ? say("errorRefused", { reason }) : say("errorUnknown"), field, again: false };
    }
    default: return { text: say("errorUnknown"), field, again: true };
  }
}

/**
 * Likewise for what was sent, by its kind.
 * @param {import("../outbox_entries.js").Entry["kind"]} kind
 * @param {import("../request.js").ApiError} error
 */
export function explainSent(kind, error) {
  const refused = text => ({ text: say(text), field: "title", again: false });
  if (problemOf(error) === "idempotency-key-reused") return { ...refused("errorArrived"), field: "" };
  if (kind === "propose" && error.field === "title" && !error.title) return refused("errorDots");
  if (kind === "propose" && error.kind === "changed") return refused("errorTaken");
  if (kind === "edit" && error.status === 409 && !isAboutName(error)) return refused("errorTitleTaken");
  return explain(error);
}

/**
 * Likewise for what is done without a form: what was not done, and why.
 * @param {"errorNotRemoved" | "errorNotUndone" | "errorNotErased" | "errorNotRead" | "errorNotDone"} what
 * @param {import("../request.js").ApiError} error
 */
export function explainDeed(what, error) {
  const again = ["network", "unavailable", "closed", undefined].includes(error.kind);
  const reason = error.kind === "network" ? say("whyNetwork")
    : error.kind === "unavailable" && error.status !== 429 ? say("whyUnavailable")
      : reasonOf(error) || say("whyUnknown");
  return { text: say(what, { reason }), again };
}

export const explainRemoval = error => explainDeed("errorNotRemoved", error);

export const explainErasing = error => explainDeed("errorNotErased", error);

export const explainReading = error => explainDeed("errorNotRead", error);

/** For the forms about names, whose fields the server may not name. @param {string} field */
export const explainAt = field => error => ({ ...explainDeed("errorNotDone", error),
  field: error.kind === "refused" || error.kind === "missing" ? error.field || field : "" });

/**
 * @param {import("../request.js").ApiError} error
 * @param {number} [version]  of the change that was to be undone, if that is known
 * @returns {{text: string, again: boolean, change?: number}} `change` is the one in the way
 */
export function explainUndo(error, version = error.change?.undoes?.[0]) {
  const { change } = error;
  const told = reason => ({ text: say("errorNotUndone", { reason }), again: false, change: change?.version });
  if (error.status === 410) return told(say("whyErased"));
  if (!change) return explainDeed("errorNotUndone", error);
  const name = change.by ?? say("somebody");
  return told(say(change.undoes?.includes(version ?? 0) ? "whyUndone" : "whyChanged", { name }));
}
