// @ts-check
import { say } from "../words.js";

const reasonOf = error => [error.title, error.detail].filter(Boolean).join(" — ");

/**
 * A failed write in words, and the field it is about, if it is about one.
 * @param {import("../request.js").ApiError} error
 * @returns {{text: string, field: string, again: boolean}} `again`: the same may succeed later
 */
export function explain(error) {
  const field = error.field ?? "";
  switch (error.kind) {
    case "network": return { text: say("errorNetwork"), field, again: true };
    case "unavailable": return { text: say("errorUnavailable"), field, again: true };
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
 * Likewise for what is done without a form: what was not done, and why.
 * @param {"errorNotRemoved" | "errorNotUndone" | "errorNotErased" | "errorNotRead"} what
 * @param {import("../request.js").ApiError} error
 */
function explainDeed(what, error) {
  const again = error.kind === "network" || error.kind === "unavailable" || !error.kind;
  const reason = error.kind === "network" ? say("whyNetwork")
    : error.kind === "unavailable" ? say("whyUnavailable")
      : reasonOf(error) || say("whyUnknown");
  return { text: say(what, { reason }), again };
}

export const explainRemoval = error => explainDeed("errorNotRemoved", error);

export const explainErasing = error => explainDeed("errorNotErased", error);

export const explainReading = error => explainDeed("errorNotRead", error);

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
