// @ts-check
// What tests do with names and the devices that have them.
import assert from "node:assert/strict";
import { ask } from "./raw_http.js";
import { assertProblem, comment } from "./board.js";
import { from } from "./history.js";

/** The headers of a request from the device of that label, by the name of `name`. */
export const as = (name, device = name, headers = {}) =>
  from(device, { "Board-Name": encodeURIComponent(name), ...headers });

/** Asserts that the response is a problem of this status and type. */
export function assertRefused(response, status, type, field = undefined) {
  const problem = assertProblem(response, status);
  assert.equal(problem.type, `/problems/${type}`);
  if (field !== undefined) assert.equal(problem.field, field || undefined);
  return problem;
}

/** What the server tells a device of itself. */
export async function tellDevice(server, device) {
  const response = await ask(server, "GET", "/device", from(device));
  assert.equal(response.status, 200, response.text);
  assert.equal(response.header("cache-control"), "no-store");
  return response.json;
}

export const handleOf = async (server, device) => (await tellDevice(server, device)).device;

/** The names of a device. */
export const namesOf = async (server, device) =>
  (await tellDevice(server, device)).names.map(({ name }) => name);

/** Has each device claim the name that it is called by, under a talk that is there. */
export async function claim(server, title, ...names) {
  for (const name of names) {
    const response = await comment(server, title, `I am ${name}.`, { author: name, ...from(name) });
    assert.equal(response.status, 201, response.text);
  }
}

export const makeCode = (server, name, device = name) =>
  ask(server, "POST", "/device/code", from(device), { name });

export const joinBy = (server, code, device, headers = {}) =>
  ask(server, "POST", "/device/join", from(device, headers), { code });

/** Has another device join a name by a code. @returns {Promise<import("./raw_http.js").Response>} */
export async function addDevice(server, name, device, through = name) {
  const { code } = (await makeCode(server, name, through)).json;
  const response = await joinBy(server, code, device);
  assert.equal(response.status, 201, response.text);
  return response;
}

/** Has a device that lost its name wait for it. @returns {Promise<string>} its words */
export async function wait(server, name, device) {
  const response = await ask(server, "POST", "/device/wait", from(device), { name });
  assert.equal(response.status, 201, response.text);
  return response.json.words;
}

/** A member says that whoever has these words is who has this name. */
export const vouch = (server, name, words, member, device = member, headers = {}) =>
  ask(server, "POST", `/names/${encodeURIComponent(name)}/vouch`, as(member, device, headers), { words });

export const signOut = (server, name, handle, device = name) =>
  ask(server, "DELETE", `/names/${encodeURIComponent(name)}/devices/${handle}`, from(device));
