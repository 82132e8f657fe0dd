// @ts-check
// What a browser makes of what it is told of others at a talk.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { FakePresence, present } from "./support/fake_presence.js";

describe("a browser that is told who is at a talk", () => {
  /** @type {FakePresence} */
  let browser;
  const told = present("t", { here: ["Bo", "ana", "Cy"], more: 3, writing: ["Cy", "Ana"] });
  /** @type {ReturnType<FakePresence["open"]>} */
  let ana;
  let shown;

  beforeEach(async () => {
    browser = new FakePresence();
    ana = browser.leader();
    ana.look(["t"]);
    shown = 0;
    ana.watch("t", () => { shown += 1; });
    await browser.soon();
    ana.hear(told);
  });

  it("shows them, but for its own person", () => {
    assert.deepEqual(ana.of("t"), present("t", { here: ["Bo", "Cy"], more: 3, writing: ["Cy"] }));
    assert.deepEqual(ana.of("u"), present("u"));
    assert.equal(shown, 1);
    browser.person.name = "Bo";
    ana.renew();
    assert.deepEqual(ana.of("t").here, ["ana", "Cy"]);
    assert.equal(shown, 2);
  });

  it("tells its other tabs, also what it has heard before they looked", async () => {
    const two = browser.open();
    two.show({ live: true, paused: false });
    two.look(["t"]);
    await browser.soon();
    assert.deepEqual(two.of("t").here, ["Bo", "Cy"]);
    ana.hear(present("t", { here: ["Di"] }));
    assert.deepEqual(two.of("t").here, ["Di"]);
  });

  it("keeps nothing of what nobody looks at any more", async () => {
    ana.look(["u"]);
    await browser.soon();
    ana.hear(told);
    ana.look(["t"]);
    await browser.soon();
    assert.deepEqual(ana.of("t"), present("t"));
  });

  it("shows nobody while the page stands still, and forgets them without a connection", () => {
    ana.show({ live: true, paused: true });
    assert.deepEqual(ana.of("t"), present("t"));
    ana.show({ live: true, paused: false });
    assert.deepEqual(ana.of("t").here, ["Bo", "Cy"]);
    ana.show({ live: false, paused: false });
    ana.show({ live: true, paused: false });
    assert.deepEqual(ana.of("t"), present("t"));
    assert.equal(shown, 5);
  });

  it("takes somebody for through with writing whose comment is there", () => {
    ana.wrote("t", "Di");
    ana.wrote("u", "Cy");
    assert.deepEqual(ana.of("t").writing, ["Cy"]);
    assert.equal(shown, 1);
    ana.wrote("t", "CY");
    assert.deepEqual(ana.of("t").writing, []);
    assert.deepEqual(ana.of("t").here, ["Bo", "Cy"]);
  });
});
