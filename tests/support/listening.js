// @ts-check
// The transports by which a board tells of its changes: one connection each, until it ends.
import assert from "node:assert/strict";
import { EventStream } from "./event_stream.js";
import { Wire, request } from "./raw_http.js";
import { WebSocketClient } from "./websocket.js";

/** What came after a tag, or the whole board of it: its talks.
 *  @typedef {{tag: string, changes?: any[], board?: any[]}} Told */
/**
 * Tells what comes after the tag until the connection ends, or fails. `begun` is given the connection.
 * @typedef {(server: {port: number}, tag: string, begun: (line: {destroy: () => void}) => void)
 *   => AsyncGenerator<Told>} Listen
 */

/** @type {Listen} */
export async function* listenByPolls(server, tag, begun) {
  const wire = await Wire.open(server);
  begun(wire);
  for (;;) {
    wire.send(request("GET", `/changes?since=${tag}`, { Prefer: "wait=10" }));
    const response = await wire.response();
    if (response.status === 304) continue;
    assert.equal(response.status, 200, response.text);
    const { board, ...told } = response.json;
    tag = told.tag;
    yield { ...told, board: board?.talks };
  }
}

/** @type {Listen} */
export async function* listenByEvents(server, tag, begun) {
  const stream = await EventStream.open(server, `/changes?since=${tag}`);
  begun(stream);
  assert.equal(stream.status, 200);
  for (let event = await stream.next(); event; event = await stream.next()) {
    const { id, name, data } = event;
    yield name === "board" ? { tag: id, board: data.talks } : { tag: id, changes: [data] };
  }
}

/** @type {Listen} */
export async function* listenByWebSocket(server, tag, begun) {
  const socket = await WebSocketClient.open(server, `/changes?since=${tag}`);
  begun(socket);
  if (socket.status) assert.equal(socket.status, 101, socket.body);
  for (let told = await socket.next(); told; told = await socket.next()) {
    if (told.tag) yield { ...told, board: told.board?.talks };
  }
}

export const transports = { polls: listenByPolls, events: listenByEvents, WebSocket: listenByWebSocket };
