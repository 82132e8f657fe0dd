// @ts-check
import { systemClock, withDeadline } from "./clock.js";

/** @typedef {{id: string, author: string, message: string, written: string}} Comment */
/** @typedef {{id: string, title: string, presenter: string, summary: string, proposed: string,
 *   version: number, comments: Comment[]}} Talk */
/** @typedef {{version: string, value: any}} Saved */

/**
 * A write (or read) that did not happen, or of which nobody knows whether it happened.
 * `kind` is what can be done about it: `network` and `unavailable` may be tried again as they are,
 * `changed` and `missing` mean that the board is not what the writer saw, `refused` needs another text.
 */
export class ApiError extends Error {
  /** @param {"network" | "unavailable" | "changed" | "missing" | "refused"} kind
   *  @param {{status?: number, title?: string, detail?: string, field?: string, type?: string}} [problem] */
  constructor(kind, problem = {}) {
    super(problem.title || kind);
    this.kind = kind;
    this.status = problem.status ?? 0;
    this.title = text(problem.title);
    this.detail = text(problem.detail);
    this.field = text(problem.field);
    this.type = text(problem.type);
  }
}

/**
 * Requests as functions: they return values, or throw an `ApiError`. A key names one attempt to
 * write; with the same key and the same write, the server does it once.
 * @param {{fetch: typeof fetch, clock?: import("./clock.js").Clock, limit?: number}} options
 */
export function createApi({ fetch, clock = systemClock, limit = 20000 }) {
  /** @returns {Promise<{response: Response, body: any}>} */
  async function request(method, path, { key = "", headers = {}, value = undefined } = {}) {
    const sent = { Accept: "application/json", ...headers };
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
    if (!response.ok) throw new ApiError(kindOf(response.status), { ...body, status: response.status });
    return { response, body };
  }

  async function write(method, path, options) {
    const { response, body } = await request(method, path, options);
    return { version: response.headers.get("Board-Version") ?? "", value: body };
  }

  return {
    /** @returns {Promise<{talk: Talk, tag: string}>} */
    async readTalk(title) {
      const { response, body } = await request("GET", talkPath(title));
      return { talk: body, tag: response.headers.get("ETag") ?? "" };
    },

    /** Fails as `changed` when there is such a talk. @returns {Promise<Saved>} */
    proposeTalk: ({ title, presenter, summary }, key) => write("PUT", talkPath(title),
      { key, headers: { "If-None-Match": "*" }, value: { presenter, summary } }),

    /** Fails as `changed` when the talk is not what the tag names. @returns {Promise<Saved>} */
    editTalk: (title, { presenter, summary }, tag, key) => write("PUT", talkPath(title),
      { key, headers: { "If-Match": tag }, value: { presenter, summary } }),

    /** @returns {Promise<Saved>} */
    removeTalk: (title, key) => write("DELETE", talkPath(title), { key }),

    /** @returns {Promise<Saved>} */
    writeComment: (title, { author, message }, key) => write("POST", `${talkPath(title)}/comments`,
      { key, value: { author, message } }),

    /** @returns {Promise<Saved>} */
    editComment: (title, id, { message }, key) => write("PUT", commentPath(title, id),
      { key, value: { message } }),

    /** @returns {Promise<Saved>} */
    removeComment: (title, id, key) => write("DELETE", commentPath(title, id), { key }),
  };
}

/** Every browser resolves dots in a path, escaped or not, so these two would address something else. */
function talkPath(title) {
  if (title === "." || title === "..") throw new ApiError("refused", { status: 422, field: "title" });
  return `talks/${encodeURIComponent(title.toWellFormed?.() ?? title)}`;
}

const commentPath = (title, id) => `${talkPath(title)}/comments/${encodeURIComponent(id)}`;
const text = value => typeof value === "string" ? value : "";

function kindOf(status) {
  if (status === 412) return "changed";
  if (status === 404 || status === 410) return "missing";
  return status >= 500 || status === 408 || status === 429 ? "unavailable" : "refused";
}

function parse(body) {
  try { return JSON.parse(body); } catch { return null; }
}
