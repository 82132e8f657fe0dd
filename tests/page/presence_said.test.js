// @ts-check
// What a browser says of who looks at what and who writes.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { FakePresence } from "./support/fake_presence.js";

describe("a browser that shows talks", () => {
  /** @type {FakePresence} */
  let browser;
  beforeEach(() => { browser = new FakePresence(); });
  const since = count => browser.said.slice(count);

  it("says what it looks at, and that it does not any more, and nothing in between", async () => {
    const ana = browser.leader();
    await browser.clock.advance(60000);
    assert.deepEqual(browser.said, [], "who looks at nothing says nothing");
    ana.look(["t"]);
    await browser.soon();
    assert.deepEqual(browser.said, [{ talks: ["t"], name: "Ana" }]);
    await browser.clock.advance(60000);
    assert.equal(browser.said.length, 1, "it is true for as long as the connection");
    ana.look([]);
    assert.deepEqual(browser.latest, { talks: [], name: "Ana" }, "at once, for the tab may be gone");
  });

  it("gathers what changes, and says something once a second", async () => {
    const ana = browser.leader();
    for (let count = 1; count <= 30; count += 1) {
      ana.look(Array.from({ length: count }, (_, index) => `t${index}`));
      await browser.clock.advance(100);
    }
    assert.ok(browser.said.length <= 4, `${browser.said.length}`);
    await browser.soon();
    assert.equal(browser.latest.talks.length, 20, "as many as the server takes");
  });

  it("says that somebody writes at once, again every three seconds, and that they do not any more", async () => {
    const ana = browser.leader();
    ana.look(["t"]);
    await browser.clock.advance(2000);
    let before = browser.said.length;
    ana.type("t", true);
    await browser.clock.advance(100);
    assert.deepEqual(since(before), [{ talks: ["t"], name: "Ana", writing: "t" }]);
    for (let time = 0; time < 120; time += 1) {
      await browser.clock.advance(100);
      ana.type("t", true);
    }
    const times = since(before).length;
    assert.ok(times >= 4 && times <= 6, `${times} times in twelve seconds`);

    before = browser.said.length;
    ana.type("t", false);
    await browser.soon();
    assert.deepEqual(since(before), [{ talks: ["t"], name: "Ana" }]);
    ana.type("t", false);
    await browser.clock.advance(20000);
    assert.equal(browser.said.length, before + 1);
  });

  it("does not say for ever that somebody writes who has gone for a walk", async () => {
    const ana = browser.leader();
    ana.look(["t"]);
    ana.type("t", true);
    await browser.clock.advance(20000);
    assert.deepEqual(browser.latest, { talks: ["t"], name: "Ana" });
    assert.ok(browser.said.filter(({ writing }) => writing).length <= 2, JSON.stringify(browser.said));
  });

  it("says what all its tabs look at, and on which of them somebody writes", async () => {
    const [ana, two, three] = [browser.leader(), browser.open(), browser.open()];
    ana.look(["t"]);
    two.look(["u", "t"]);
    three.look(["v"]);
    await browser.soon();
    await browser.soon();
    assert.deepEqual(browser.latest, { talks: ["t", "u", "v"], name: "Ana" });
    three.type("v", true);
    await browser.soon();
    assert.deepEqual(browser.latest, { talks: ["t", "u", "v"], name: "Ana", writing: "v" });
    two.leave();
    assert.deepEqual(browser.latest.talks, ["t", "v"]);
    three.leave();
    assert.deepEqual(browser.latest, { talks: ["t"], name: "Ana" });
    assert.equal(browser.server.calls.length, 0);
  });

  it("forgets a tab within seconds that is gone without a word", async () => {
    const [ana, two] = [browser.leader(), browser.open()];
    two.look(["u"]);
    ana.look(["t"]);
    await browser.soon();
    await browser.clock.advance(60000);
    assert.deepEqual(browser.latest.talks, ["t", "u"], "one that is there repeats itself");
    browser.tabs[1].isMute = true;
    await browser.clock.advance(15000);
    assert.deepEqual(browser.latest.talks, ["t"]);
  });

  it("forgets such a tab also where the tab that says it looks at nothing itself", async () => {
    browser.leader();
    browser.open().look(["u"]);
    await browser.soon();
    assert.deepEqual(browser.latest.talks, ["u"]);
    browser.tabs[1].isMute = true;
    await browser.clock.advance(15000);
    assert.deepEqual(browser.latest.talks, []);
  });

  it("says all anew by another connection, also by another tab, and nothing by none", async () => {
    const [ana, two] = [browser.leader(), browser.open()];
    ana.look(["t"]);
    two.look(["u"]);
    await browser.soon();
    await browser.soon();
    ana.use("");
    ana.look(["t", "w"]);
    await browser.soon();
    const before = browser.said.length;
    ana.use("websocket", message => browser.said.push(message.presence));
    assert.deepEqual(since(before), [{ talks: ["t", "w", "u"], name: "Ana" }]);
    ana.use("");
    browser.lead(two);
    assert.deepEqual(since(before + 1), [{ talks: ["u", "t", "w"], name: "Ana" }]);
  });

  it("says at once what the others look at by a tab that was just opened", async () => {
    const [ana, two] = [browser.open(), browser.open()];
    ana.look(["t"]);
    two.look(["u"]);
    await browser.soon();
    browser.leader();
    assert.deepEqual(browser.latest, { talks: ["t", "u"], name: "Ana" });
  });

  it("says no name where its person has none or is not to be seen, and the name they have now", async () => {
    const ana = browser.leader();
    browser.person.name = "";
    ana.look(["t"]);
    await browser.soon();
    assert.deepEqual(browser.latest, { talks: ["t"] });
    browser.person.name = "Bea";
    ana.renew();
    assert.deepEqual(browser.latest, { talks: ["t"], name: "Bea" });
    browser.person.isSeen = false;
    ana.renew();
    assert.deepEqual(browser.latest, { talks: ["t"] });
  });

  it("goes on without a name that is refused, and is silent where that is, too", async () => {
    const ana = browser.leader();
    ana.look(["t"]);
    await browser.soon();
    ana.refused();
    assert.deepEqual(since(1), [{ talks: ["t"] }]);
    ana.refused();
    ana.look(["t", "u"]);
    await browser.soon();
    assert.equal(browser.said.length, 2);
    ana.use("websocket", message => browser.said.push(message.presence));
    assert.deepEqual(browser.latest, { talks: ["t", "u"] });
    browser.person.name = "Bea";
    ana.renew();
    assert.deepEqual(browser.latest, { talks: ["t", "u"], name: "Bea" });
  });
});
