// @ts-check
import { createChangesApi } from "./changes_api.js";
import { createDeviceApi } from "./device_api.js";
import { ApiError, createRequests, encoded } from "./request.js";

/** @typedef {{id: string, place: number, author: string, message: string, written: string,
 *   owned?: boolean, removal_asked?: string}} Comment */
/** A list of either is in the order of `place`, where it has it.
 *  @typedef {{id: string, place: number, title: string, presenter: string, summary: string, proposed: string,
 *   version: number, comments: Comment[], owned?: boolean, removal_asked?: string}} Talk */
/** @typedef {import("./request.js").Saved} Saved */

/**
 * Requests as functions: they return values, or throw an `ApiError`.
 * @param {Parameters<typeof createRequests>[0]} options
 */
export function createApi(options) {
  const requests = createRequests(options);
  const { read, write } = requests;
  return {
    ...createChangesApi(requests),
    ...createDeviceApi(requests),

    /** @returns {Promise<{talk: Talk, tag: string}>} */
    async readTalk(title) {
      const { response, body } = await read(talkPath(title));
      return { talk: body, tag: response.headers.get("ETag") ?? "" };
    },

    /** Fails as `changed` when there is such a talk. @returns {Promise<Saved>} */
    proposeTalk: ({ title, presenter, summary }, key) => write("PUT", talkPath(title),
      { key, headers: { "If-None-Match": "*" }, value: { presenter, summary } }),

    /** Fails as `changed` when the talk is not what the tag names. @returns {Promise<Saved>} */
    editTalk: (title, { presenter, summary }, tag, key) => write("PUT", talkPath(title),
      { key, headers: { "If-Match": tag }, value: { presenter, summary } }),

    /** Fails likewise, and with 409 when another talk has the new title. @returns {Promise<Saved>} */
    renameTalk: (title, { title: next }, tag, key) => write("PATCH", talkPath(title),
      { key, headers: { "If-Match": tag }, value: { title: next } }),

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
  return `talks/${encoded(title)}`;
}

const commentPath = (title, id) => `${talkPath(title)}/comments/${encodeURIComponent(id)}`;
