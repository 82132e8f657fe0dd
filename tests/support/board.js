// @ts-check
// What tests do to a board, in the words of the board, and what they expect of every refusal.
import assert from "node:assert/strict";
import { readdir, readlink } from "node:fs/promises";
import { Wire, ask, request } from "./raw_http.js";

export const talkPath = title => `/talks/${encodeURIComponent(title)}`;

/** Proposes a talk, or edits it when it is there. */
export function propose(server, title, { presenter = "Ada", summary = "About it.", ...headers } = {}) {
  return ask(server, "PUT", talkPath(title), headers, { presenter, summary });
}

export function comment(server, title, message, { author = "Grace", ...headers } = {}) {
  return ask(server, "POST", `${talkPath(title)}/comments`, headers, { author, message });
}

export function remove(server, title) {
  return ask(server, "DELETE", talkPath(title));
}

/** @returns {Promise<{tag: string, talks: any[]}>} the board as it stands */
export async function look(server) {
  const response = await ask(server, "GET", "/talks");
  assert.equal(response.status, 200);
  return { tag: response.header("etag"), talks: response.json };
}

/** The bytes of a long poll. */
export function poll(tag, seconds, headers = {}) {
  return request("GET", "/talks", { "If-None-Match": tag, Prefer: `wait=${seconds}`, ...headers });
}

/**
 * Parks a poll that knows the board as it stands, and returns its connection. The server has dealt
 * with it: it reads what came first before what came later.
 */
export async function park(server, seconds = 30) {
  const { tag } = await look(server);
  const wire = await Wire.open(server);
  wire.send(poll(tag, seconds));
  await look(server);
  return wire;
}

/** Asserts that the response is a problem of this status (RFC 9457), and returns it. */
export function assertProblem(response, status) {
  assert.equal(response.status, status, response.text);
  assert.equal(response.header("content-type"), "application/problem+json");
  const problem = response.json;
  assert.match(problem.type, /^\/problems\/[a-z0-9-]+$/);
  assert.ok(problem.title.length > 0, "a title fit to show a person");
  assert.equal(problem.status ?? status, status);
  return problem;
}

/** How many sockets the process has open. */
export async function openSockets(pid) {
  const folder = `/proc/${pid}/fd`;
  const links = await Promise.all((await readdir(folder)).map(
    name => readlink(`${folder}/${name}`).catch(() => "")));
  return links.filter(link => link.startsWith("socket:")).length;
}

/**
 * Waits until the condition holds. For what no event tells of: the state of another process.
 * @param {() => Promise<boolean>} condition @param {string} what
 */
export async function until(condition, what) {
  const deadline = Date.now() + 20_000;
  // Seldom after a while: to ask a browser takes as long as what it is to come to.
  for (let pause = 5; !await condition(); pause = Math.min(pause * 1.5, 50)) {
    if (Date.now() > deadline) throw new Error(`never came to be: ${what}`);
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}
