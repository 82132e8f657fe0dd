// @ts-check
// Join links, which carry the passphrase of a closed group: they let in, and leave it nowhere.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { startWorld } from "./support/browser.js";
import { countKnocks, door, pages, phraseField as field, sayPhrase, startClosedWorld } from "./support/closed.js";

describe("a join link", () => {
  let world, eve;

  before(async () => { world = await startClosedWorld(); });

  after(() => world.end());

  beforeEach(async () => { eve = await world.arrive(""); });

  afterEach(async () => {
    assert.deepEqual(eve.faults, []);
    await eve.leave();
  });

  for (const [path] of pages) {
    it(`lets in who follows it to ${path}, and keeps the phrase nowhere`, async () => {
      await eve.page.goto("about:blank");
      let answer = () => {};
      const asked = new Promise(resolve => eve.page.route("**/door", async route => {
        resolve(null);
        await new Promise(free => { answer = () => free(null); });
        await route.continue();
      }));
      await eve.page.goto(`${eve.origin}${path}#join=correct%20horse`);
      await asked;
      assert.equal(eve.page.url(), eve.origin + path, "before any answer");
      await eve.state("closed");
      assert.equal(await door(eve).isVisible(), false, "and nothing asks for it meanwhile");
      await eve.page.unrouteAll({ behavior: "ignoreErrors" });
      answer();
      await eve.live();

      await eve.page.goto("about:blank");
      await eve.page.goBack();
      await eve.live();
      assert.equal(eve.page.url(), eve.origin + path, "it is not in the history");
      const kept = await eve.page.evaluate(() => document.documentElement.outerHTML
        + JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }]));
      assert.doesNotMatch(kept, /horse/);
    });
  }

  it("asks those whom it leads there with another phrase, also on a page that is open", async () => {
    await eve.listen();
    await eve.page.evaluate(() => { location.hash = "#join=wrong%20horse"; });
    await eve.hears(/^alert: This is not the passphrase\./);
    assert.equal(eve.page.url(), `${eve.origin}/`);
    await eve.focuses(/^Passphrase/);
    assert.equal(await field(eve).getAttribute("type"), "password");
    assert.equal(await field(eve).inputValue(), "wrong horse");
    assert.equal(await eve.page.locator(".connection").getAttribute("data-state"), "closed");

    await eve.page.evaluate(() => { location.hash = "#join=correct%20horse"; });
    await eve.live();
    assert.equal(eve.page.url(), `${eve.origin}/`);
  });

  it("goes out of the address of those who are in, and does not knock for them", async () => {
    await sayPhrase(eve);
    await eve.live();
    const knocks = countKnocks(eve);
    await eve.page.goto("about:blank");
    await eve.visit("/#join=wrong");
    assert.equal(eve.page.url(), `${eve.origin}/`);
    const open = await startWorld({ browser: world.browser });
    try {
      const bo = await open.person("Bo");
      const atOpen = countKnocks(bo);
      await bo.visit("/#join=correct%20horse");
      await bo.page.waitForURL(`${bo.origin}/`);
      await bo.propose("Knots");
      assert.deepEqual(atOpen, []);
      assert.deepEqual(bo.faults, []);
    } finally {
      await open.end();
    }
    assert.deepEqual(knocks, []);
    assert.equal(await door(eve).isVisible(), false);
  });
});
