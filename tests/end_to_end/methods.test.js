// @ts-check
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, comment, look, propose } from "../support/board.js";

/** @type {Server} */
let server;
let commentPath = "";
before(async () => {
  server = await Server.start({ memory: true });
  await propose(server, "One");
  commentPath = (await comment(server, "One", "Two.")).header("location") ?? "";
});
after(() => server.remove());

const resources = () => [
  ["/talks", ["GET", "HEAD", "OPTIONS"]],
  ["/talks/One", ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "PUT"]],
  ["/talks/One/comments", ["OPTIONS", "POST"]],
  [commentPath, ["DELETE", "OPTIONS", "PUT"]],
  ["/", ["GET", "HEAD", "OPTIONS"]],
];

const listed = response => (response.header("allow") ?? "").split(/ *, */).sort();

test("OPTIONS says what is allowed", async () => {
  for (const [path, methods] of resources()) {
    const response = await ask(server, "OPTIONS", path);
    assert.equal(response.status, 204, path);
    assert.deepEqual(listed(response), methods, path);
  }
});

test("any other method is refused and told what is allowed", async () => {
  for (const [path, methods] of resources()) {
    const others = ["GET", "PUT", "POST", "DELETE", "PATCH", "BREW", "get", "TRACE", "PROPFIND"]
      .filter(method => !methods.includes(method));
    for (const method of others) {
      const response = await ask(server, method, path);
      assert.equal(response.status, 405, `${method} ${path}`);
      assert.deepEqual(listed(response), methods, `${method} ${path}`);
    }
  }
});

test("HEAD answers as GET does, without the body", async () => {
  for (const path of ["/talks", "/talks/One", "/", "/talks/none", "/none"]) {
    const get = await ask(server, "GET", path);
    const head = await ask(server, "HEAD", path);

    const fields = ({ fields }) => fields.map(([name, value]) =>
      name === "date" || name === "set-cookie" ? name : `${name}: ${value}`);
    assert.equal(head.status, get.status, path);
    assert.deepEqual(fields(head), fields(get), path);
  }
});

test("OPTIONS * is about the server as a whole", async () => {
  assert.ok([200, 204].includes((await ask(server, "OPTIONS", "*")).status));
});

test("a refused method changes nothing", async () => {
  const before = await look(server);
  assertProblem(await ask(server, "POST", "/talks/One", {}, { summary: "Other." }), 405);
  assertProblem(await ask(server, "PATCH", "/talks", {}, { title: "Other" }), 405);
  assert.deepEqual(await look(server), before);
});
