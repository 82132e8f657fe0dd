// @ts-check
import { say } from "../words.js";

/**
 * A failed write in words, and the field it is about, if it is about one.
 * @param {import("../api.js").ApiError} error
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
      const reason = [error.title, error.detail].filter(Boolean).join(" — ");
      return { text: reason ? say("errorRefused", { reason }) : say("errorUnknown"), field, again: false };
    }
    default: return { text: say("errorUnknown"), field, again: true };
  }
}
