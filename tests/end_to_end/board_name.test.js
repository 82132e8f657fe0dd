// @ts-check
// Who made a change: `Board-Name`.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, comment, look, propose, talkPath } from "../support/board.js";
import { change, named, rename, undo, versionOf } from "../support/history.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start({ memory: true });
  await propose(server, "There from the start");
});
after(() => server.remove());

test("Board-Name tells who, before presenter and author, and nobody is nobody", async () => {
  const byOf = async response => (await change(server, versionOf(response))).by;
  assert.equal(await byOf(await propose(server, "By", { presenter: "Ada" })), "Ada");
  const edit = { presenter: "Ada", summary: "1", ...named("Zoë 🦄") };
  assert.equal(await byOf(await propose(server, "By", edit)), "Zoë 🦄");
  assert.equal(await byOf(await comment(server, "By", "1.", { author: "Bo" })), "Bo");
  assert.equal(await byOf(await comment(server, "By", "2.", { author: "Bo", ...named("a+b %") })), "a+b %");
  const { id } = (await comment(server, "By", "3.")).json;
  assert.equal(await byOf(await ask(server, "PUT", `/talks/By/comments/${id}`, {}, { message: "4." })), null);
  assert.equal(await byOf(await ask(server, "DELETE", `/talks/By/comments/${id}`, named("Cy"))), "Cy");
  assert.equal(await byOf(await rename(server, "By", "Bye")), null);
  assert.equal(await byOf(await rename(server, "Bye", "By", named("x".repeat(80)))), "x".repeat(80));
  assert.equal(await byOf(await ask(server, "DELETE", "/talks/By")), null);
});

test("a Board-Name that cannot be a name is refused, and nothing changes", async () => {
  await propose(server, "Refused");
  const before = await look(server);
  for (const name of ["%", "%zz", "%ff", "%c3%28", "%00", "a%0ab", "x".repeat(81),
    encodeURIComponent("ü".repeat(81)), "%20", "%ed%a0%80"]) {
    const headers = { "Board-Name": name };
    assertProblem(await propose(server, "Refused", { summary: "No.", ...headers }), 400);
    assertProblem(await ask(server, "DELETE", talkPath("Refused"), headers), 400);
    assertProblem(await undo(server, 1, headers), 400);
  }
  assert.deepEqual(await look(server), before);
});
