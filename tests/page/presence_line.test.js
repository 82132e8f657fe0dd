// @ts-check
// How a browser says by requests who looks at what.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { FakePresence } from "./support/fake_presence.js";
import { settle } from "./support/fakes.js";

describe("a browser that shows talks, and has no WebSocket,", () => {
  /** @type {FakePresence} */
  let browser;
  const calls = () => browser.server.calls;
  const asked = () => calls().map(({ init, url }) => [init.method, url, init.body && JSON.parse(init.body)]);
  const path = "presence/page-0-of-somebody";
  /** @type {ReturnType<FakePresence["open"]>} */
  let ana;

  beforeEach(async () => {
    browser = new FakePresence();
    ana = browser.open();
    ana.use("events");
    ana.look(["t"]);
    await browser.soon();
  });

  it("says it again for as long as it holds, and takes it back", async () => {
    assert.deepEqual(asked(), [["PUT", path, { talks: ["t"], name: "Ana" }]]);
    assert.equal(browser.server.last.headers.get("Content-Type"), "application/json");
    await browser.clock.advance(60000);
    assert.ok(calls().length >= 4 && calls().length <= 6, `${calls().length} in a minute`);
    ana.look([]);
    await settle();
    assert.deepEqual(asked().at(-1), ["DELETE", path, undefined]);
    assert.equal(browser.server.last.init.keepalive, true);
    const before = calls().length;
    await browser.clock.advance(60000);
    assert.equal(calls().length, before);
  });

  it("has one under way at a time, and leaves out what does not hold any more", async () => {
    browser.server.always = null;
    ana.look(["t", "u"]);
    await browser.soon();
    const first = browser.server.last;
    for (const more of ["v", "w", "x"]) {
      ana.look(["t", more]);
      await browser.soon();
    }
    assert.equal(browser.server.last, first);
    browser.server.always = call => call.answer(204);
    first.answer(204);
    await settle();
    assert.deepEqual(asked().slice(2), [["PUT", path, { talks: ["t", "x"], name: "Ana" }]]);
  });

  it("says it again where the request failed", async () => {
    browser.server.always = call => call.fail();
    ana.look(["t", "u"]);
    await browser.soon();
    browser.server.always = call => call.answer(204);
    await browser.clock.advance(17000);
    assert.deepEqual(asked().at(-1), ["PUT", path, { talks: ["t", "u"], name: "Ana" }]);
  });

  it("goes on without a name that is refused, waits where it is asked to, and is silent where nobody knows it",
    async () => {
      browser.server.always = call => call.answer(409);
      ana.look(["t", "u"]);
      await browser.soon();
      assert.deepEqual(asked().slice(1), [["PUT", path, { talks: ["t", "u"], name: "Ana" }],
        ["PUT", path, { talks: ["t", "u"] }]]);
      await browser.clock.advance(60000);
      assert.equal(calls().length, 3, "which is refused as well");

      browser.person.name = "Bea";
      browser.server.always = call => call.answer(429);
      ana.use("");
      ana.use("poll");
      await browser.clock.advance(30000);
      assert.deepEqual(asked().at(-1), ["PUT", path, { talks: ["t", "u"], name: "Bea" }]);
    });

  it("is taken back where another tab has the connection now, or there is a WebSocket", async () => {
    const two = browser.open();
    two.look(["u"]);
    await browser.clock.advance(5000);
    const before = calls().length;
    ana.use("");
    await settle();
    assert.equal(calls().length, before, "a connection that is lost may come back");
    ana.quit();
    two.use("poll");
    await settle();
    assert.deepEqual(asked().slice(before), [["DELETE", path, undefined],
      ["PUT", "presence/page-1-of-somebody", { talks: ["u", "t"], name: "Ana" }]]);
    browser.lead(two);
    await settle();
    assert.deepEqual(asked().at(-1), ["DELETE", "presence/page-1-of-somebody", undefined]);
    assert.deepEqual(browser.said, [{ talks: ["u", "t"], name: "Ana" }]);
  });
});
