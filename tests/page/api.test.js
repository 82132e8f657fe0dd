// @ts-check
import "./support/web_crypto.js";
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { createApi } from "../../public/js/api.js";
import { ApiError } from "../../public/js/request.js";
import { newKey } from "../../public/js/keys.js";
import { FakeClock, FakeFetch } from "./support/fakes.js";

describe("requests", () => {
  let server, clock, api;

  beforeEach(() => {
    server = new FakeFetch();
    clock = new FakeClock();
    api = createApi({ fetch: server.fetch, clock });
  });

  const answered = (promise, ...args) => { server.last.answer(...args); return promise; };
  const problem = (status, body = {}) => [status, body, { "Content-Type": "application/problem+json" }];
  const values = { title: "100% ☕/tea?#", presenter: "Ana", summary: "" };

  it("put a title into one path segment, whatever is in it", () => {
    api.proposeTalk(values, "k1");
    assert.equal(server.last.url, "talks/100%25%20%E2%98%95%2Ftea%3F%23");
  });

  it("propose only what is not there, with the key of the attempt", async () => {
    const saved = answered(api.proposeTalk(values, "k1"), 201, null, { "Board-Version": "7" });

    const { init, headers } = server.last;
    assert.equal(init.method, "PUT");
    assert.equal(headers.get("If-None-Match"), "*");
    assert.equal(headers.get("Idempotency-Key"), "k1");
    assert.equal(headers.get("Content-Type"), "application/json");
    assert.deepEqual(JSON.parse(init.body), { presenter: "Ana", summary: "" });
    assert.equal((await saved).version, "7");
  });

  it("edit only what the tag names", () => {
    api.editTalk("T", values, '"e-4"', "k1");
    assert.equal(server.last.headers.get("If-Match"), '"e-4"');
    assert.equal(server.last.headers.get("If-None-Match"), null);
  });

  it("write, edit and remove comments, each with a key", () => {
    api.writeComment("a/b", { author: "Ana", message: "Hi" }, "k1");
    api.editComment("a/b", "c 1", { message: "Ho" }, "k2");
    api.removeComment("a/b", "c 1", "k3");
    api.removeTalk("a/b", "k4");

    assert.deepEqual(server.calls.map(({ url, init, headers }) => [init.method, url, init.body,
      headers.get("Idempotency-Key")]), [
      ["POST", "talks/a%2Fb/comments", '{"author":"Ana","message":"Hi"}', "k1"],
      ["PUT", "talks/a%2Fb/comments/c%201", '{"message":"Ho"}', "k2"],
      ["DELETE", "talks/a%2Fb/comments/c%201", undefined, "k3"],
      ["DELETE", "talks/a%2Fb", undefined, "k4"],
    ]);
  });

  it("return the comment that was written", async () => {
    const saved = answered(api.writeComment("T", { author: "A", message: "Hi" }, "k"), 201, { id: "c9" });
    assert.equal((await saved).value.id, "c9");
  });

  it("rename only what the tag names", () => {
    api.renameTalk("a/b", { title: "c/d" }, '"e-4"', "k1");
    const { init, url, headers } = server.last;
    assert.deepEqual([init.method, url, init.body, headers.get("If-Match"), headers.get("Idempotency-Key")],
      ["PATCH", "talks/a%2Fb", '{"title":"c/d"}', '"e-4"', "k1"]);
  });

  it("tell with every write, and with no other request, who acts, if that is known", () => {
    let name = "";
    api = createApi({ fetch: server.fetch, clock, name: () => name });
    api.removeTalk("T", "k1");
    name = "Zoë Ñ %";
    api.removeTalk("T", "k2");
    api.undo(7, "k3");
    api.changesSince("e-1");
    assert.deepEqual(server.calls.map(({ headers }) => headers.get("Board-Name")),
      [null, "Zo%C3%AB%20%C3%91%20%25", "Zo%C3%AB%20%C3%91%20%25", null]);
  });

  it("read the changes since a tag, none of them where it cannot be followed", async () => {
    const some = answered(api.changesSince("e-1"), 200, { tag: "e-2", changes: [{ version: 2 }] });
    assert.equal(server.last.url, "changes?since=e-1");
    assert.deepEqual(await some, [{ version: 2 }]);
    assert.deepEqual(await answered(api.changesSince("d-2"), 200, { tag: "e-2", board: { talks: [] } }), []);
  });

  it("read a page of the history, of whom and what is asked for", () => {
    api.changes({});
    api.changes({ before: null, limit: 50, by: "A & B", talk: "" });
    api.changes({ before: 12, talk: "t 1" });
    assert.deepEqual(server.calls.map(({ url }) => url),
      ["changes", "changes?limit=50&by=A%20%26%20B", "changes?before=12&talk=t%201"]);
  });

  it("undo, undo all, and erase, each with a key", () => {
    api.undo(7, "k1");
    api.undoAll({ by: "Bo", since: 3 }, "k2");
    api.purge(9, "k3");
    assert.deepEqual(server.calls.map(({ url, init, headers }) => [init.method, url, init.body,
      headers.get("Idempotency-Key")]), [
      ["POST", "changes/7/undo", undefined, "k1"],
      ["POST", "changes/undo", '{"by":"Bo","since":3}', "k2"],
      ["POST", "changes/9/purge", undefined, "k3"],
    ]);
  });

  it("tell which change is in the way of an undo", async () => {
    const change = { version: 14, by: "Bo", steps: [] };
    const failed = answered(api.undo(7, "k"), ...problem(409, { title: "No.", change }));
    await assert.rejects(failed, { kind: "refused", status: 409, change });
  });

  for (const title of [".", ".."]) {
    it(`refuse the title ${title}, which no browser can address`, async () => {
      await assert.rejects(async () => api.proposeTalk({ ...values, title }, "k"),
        { kind: "refused", field: "title", status: 422 });
      assert.equal(server.calls.length, 0);
    });
  }

  for (const [status, kind] of [[400, "refused"], [403, "refused"], [404, "missing"], [408, "unavailable"],
    [412, "changed"], [413, "refused"], [422, "refused"], [429, "unavailable"], [500, "unavailable"],
    [502, "unavailable"], [503, "unavailable"]]) {
    it(`fail as ${kind} when answered ${status}`, async () => {
      const failed = answered(api.removeTalk("T", "k"), ...problem(Number(status)));
      await assert.rejects(failed, error => error instanceof ApiError && error.kind === kind);
    });
  }

  it("say what the server refused, and which field", async () => {
    const failed = answered(api.proposeTalk(values, "k"), ...problem(422,
      { type: "/problems/too-long", title: "The title is too long.", detail: "At most 200.", field: "title" }));
    await assert.rejects(failed, { title: "The title is too long.", detail: "At most 200.", field: "title",
      type: "/problems/too-long", status: 422 });
  });

  it("survive a refusal that is no problem document", async () => {
    const failed = answered(api.proposeTalk(values, "k"), 502, "<html>Bad gateway</html>");
    await assert.rejects(failed, { kind: "unavailable", title: "", field: "" });
  });

  it("fail as network when there is no answer", async () => {
    const failed = api.proposeTalk(values, "k");
    server.last.fail();
    await assert.rejects(failed, { kind: "network" });
  });

  it("give up after a while", async () => {
    const failed = assert.rejects(api.proposeTalk(values, "k"), { kind: "network" });
    await clock.advance(20001);
    await failed;
    assert.equal(server.last.aborted, true);
  });
});

describe("keys", () => {
  it("are another each time", () => assert.notEqual(newKey(), newKey()));

  it("are made without randomUUID, which plain http does not have", () => {
    const { getRandomValues } = globalThis.crypto;
    const insecure = /** @type {any} */ ({ getRandomValues: bytes => getRandomValues.call(crypto, bytes) });
    assert.match(newKey(insecure), /^[0-9a-f]{32}$/);
    assert.notEqual(newKey(insecure), newKey(insecure));
  });
});
