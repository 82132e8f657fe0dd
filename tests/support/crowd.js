// @ts-check
// Clients at several addresses of the loopback network, for the limits that each of them has.
import assert from "node:assert/strict";
import { Wire } from "./raw_http.js";
import { look, poll } from "./board.js";

/** Connects from that address (127.0.0.2 and so on), or to a socket in the file system. */
export const connectFrom = ({ port, path }, localAddress) => Wire.open({ port, path, localAddress });

/**
 * Parks a poll over each connection, with these headers or those that a function makes for each, as
 * far as the server lets it.
 * @returns {Promise<{parked: number, refused: import("./raw_http.js").Response[]}>}
 */
export async function parkAll(server, wires, headers = {}) {
  const { tag } = await look(server);
  for (const [index, wire] of wires.entries()) {
    wire.send(poll(tag, 30, typeof headers === "function" ? headers(index) : headers));
  }
  // A refusal was there before the first of these is answered, and is read here before the second.
  await look(server);
  await look(server);
  const refused = [];
  for (const wire of wires) {
    if (wire.unread.length > 0) refused.push(await wire.response());
  }
  return { parked: wires.length - refused.length, refused };
}

/** Connects so often from that address. */
export async function crowd(server, count, localAddress) {
  const wires = [];
  for (let i = 0; i < count; ++i) wires.push(await connectFrom(server, localAddress));
  return wires;
}

export function disperse(wires) {
  for (const wire of wires) wire.destroy();
}

/** Asserts that the response says that its client has reached a limit of its own. */
export function assertTooMany(response) {
  assert.equal(response.status, 429, response.text);
  assert.equal(response.json.type, "/problems/too-many-requests");
  assert.match(response.header("retry-after") ?? "", /^[1-9]\d*$/);
}
