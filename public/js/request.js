// @ts-check
import { systemClock, withDeadline } from "./clock.js";
import { asksForPassphrase } from "./problems.js";

/** @typedef {{version: string, value: any}} Saved */

/**
 * A write (or read) that did not happen, or of which nobody knows whether it happened.
 * `kind` is what can be done about it: `network` and `unavailable` may be tried again as they are, and
 * `closed` once the passphrase has been said; `changed` and `missing` mean that the board is not what
 * the writer saw, `refused` needs another text.
 */
export class ApiError extends Error {
  /** @param {"network" | "unavailable" | "closed" | "changed" | "missing" | "refused"} kind
   *  @param {{status?: number, title?: string, detail?: string, field?: string, type?: string,
   *   wait?: number, change?: any}} [problem] */
  constructor(kind, problem = {}) {
    super(problem.title || kind);
    this.kind = kind;
    this.status = problem.status ?? 0;
    this.title = text(problem.title);
    this.detail = text(problem.detail);
    this.field = text(problem.field);
    this.type = text(problem.type);
    /** For how many seconds the server asks to be left alone. */
    this.wait = problem.wait ?? 0;
    /** What is in the way of an undo. @type {import("./changes_api.js").Change | null} */
    this.change = problem.change?.version ? problem.change : null;
  }
}

/**
 * Sends, and returns what was answered or throws an `ApiError`. A key names one attempt to write; with
 * the same key and the same write, the server does it once. Every write tells who acts, if that is known.
 * @param {{fetch: typeof fetch, clock?: import("./clock.js").Clock, limit?: number,
 *   name?: () => string}} options
 */
export function createRequests({ fetch, clock = systemClock, limit = 20000, name = () => "" }) {
  /** @returns {Promise<{response: Response, body: any}>} */
  async function request(method, path, { key = "", headers = {}, value = undefined, by = name() } = {}) {
    const sent = { Accept: "application/json", ...headers };
    if (method !== "GET" && by) sent["Board-Name"] = encoded(by);
    if (key) sent["Idempotency-Key"] = key;
    if (value !== undefined) sent["Content-Type"] = "application/json";
    const init = { method, headers: sent, body: value && JSON.stringify(value), cache: "no-store" };
    let response, body;
    try {
      [response, body] = await withDeadline({ clock, limit }, async signal => {
        const answer = await fetch(path, { .../** @type {RequestInit} */ (init), signal });
        return [answer, parse(await answer.text())];
      });
    } catch {
      throw new ApiError("network");
    }
    if (!response.ok) {
      const wait = Number(response.headers.get("Retry-After")) || 0;
      throw new ApiError(kindOf(response), { ...body, status: response.status, wait });
    }
    return { response, body };
  }

  return {
    /** @param {string} path */
    read: path => request("GET", path),

    /** @returns {Promise<Saved>} */
    async write(method, path, options) {
      const { response, body } = await request(method, path, options);
      return { version: response.headers.get("Board-Version") ?? "", value: body };
    },
  };
}

/** Half of a character, which a cut text can end in, cannot be encoded. */
export const encoded = value => encodeURIComponent(value.toWellFormed?.() ?? value);

const text = value => typeof value === "string" ? value : "";

function kindOf(response) {
  const { status } = response;
  if (asksForPassphrase(response)) return "closed";
  if (status === 412) return "changed";
  if (status === 404 || status === 410) return "missing";
  return status >= 500 || status === 408 || status === 429 ? "unavailable" : "refused";
}

function parse(body) {
  try { return JSON.parse(body); } catch { return null; }
}
