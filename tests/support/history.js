// @ts-check
// What tests do to the past of a board.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { ask } from "./raw_http.js";
import { assertProblem, talkPath } from "./board.js";

/** The headers of a request from a device of this person's. */
export function from(name, headers = {}) {
  const token = createHash("sha256").update(name).digest("base64url");
  return { Cookie: `skillboard-device=${token}`, ...headers };
}

/** The same, and it says under which name. */
export const named = (name, headers = {}) =>
  ({ "Board-Name": encodeURIComponent(name), ...from(name), ...headers });

export const versionOf = response => Number(response.header("board-version"));

export function rename(server, title, to, headers = {}) {
  return ask(server, "PATCH", talkPath(title), headers, { title: to });
}

export function undo(server, version, headers = {}) {
  return ask(server, "POST", `/changes/${version}/undo`, headers);
}

/** Takes back all that a person did after a version. */
export function undoAllBy(server, by, since, headers = {}) {
  return ask(server, "POST", "/changes/undo", headers, { by, since });
}

export function purge(server, version, by, headers = {}) {
  return ask(server, "POST", `/changes/${version}/purge`, from(by, headers));
}

/** What came after the tag, as an answer. */
export function changesSince(server, tag, headers = {}) {
  return ask(server, "GET", `/changes?since=${encodeURIComponent(tag)}`, headers);
}

/** A page of the history, of which the query says which. */
export async function page(server, query = {}) {
  const response = await ask(server, "GET", `/changes?${new URLSearchParams(query)}`);
  assert.equal(response.status, 200, response.text);
  return response.json;
}

/** One change as it is told now. */
export async function change(server, version) {
  const response = await ask(server, "GET", `/changes/${version}`);
  assert.equal(response.status, 200, response.text);
  return response.json;
}

/** Asserts a 201 that tells the change it made and where it is, and returns that change. */
export function assertMade(response) {
  assert.equal(response.status, 201, response.text);
  assert.equal(response.header("location"), `/changes/${response.json.version}`);
  assert.equal(versionOf(response), response.json.version);
  return response.json;
}

/** Asserts that the change of this version is named as what is in the way. */
export function assertInTheWay(response, version) {
  const problem = assertProblem(response, 409);
  assert.equal(problem.change?.version, version, response.text);
  return problem;
}

/** The talks without what undoing does not bring back: their versions. */
export const withoutVersions = talks => talks.map(({ version, ...talk }) => talk);
