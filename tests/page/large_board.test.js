// @ts-check
// A board so large that most of it is not laid out: what is read stays, and everything can be found.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { outsider, startWorld } from "./support/browser.js";

const count = 300;

describe("a large board", () => {
  let world, otto, ana;

  before(async () => {
    world = await startWorld();
    otto = outsider(world.server);
    for (let index = 0; index < count; index += 1) {
      await otto.propose(`Talk ${index}`, `Summary ${index}. ${"And some more words. ".repeat((index * 7) % 30)}`);
    }
    ana = await world.person("Ana", { viewport: { width: 400, height: 800 } });
  });

  after(async () => {
    await world.everybodyLeaves();
    await world.end();
  });

  const isDrawn = title => ana.talk(title).locator("article").evaluate(dom =>
    dom.checkVisibility({ contentVisibilityAuto: true }));
  const top = title => ana.talk(title).evaluate(dom => dom.getBoundingClientRect().top);
  const drawn = () => ana.page.evaluate(() => new Promise(resolve =>
    requestAnimationFrame(() => requestAnimationFrame(resolve))));
  async function toTheEnd() {
    await ana.page.evaluate(() => {
      /** @type {HTMLElement} */ (document.activeElement).blur();
      window.scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
    });
    await drawn();
  }
  /** Turns the wheel, and resolves when all that moves for it has moved. */
  async function turn(by) {
    const ended = await ana.page.evaluateHandle(() =>
      ({ done: new Promise(resolve => document.addEventListener("scrollend", resolve, { once: true })) }));
    await ana.page.mouse.move(200, 400);
    await ana.page.mouse.wheel(0, by);
    await ended.evaluate(({ done }) => done);
    await drawn();
  }
  /** The first talk whose top is in the window, and where that is. */
  const first = () => ana.page.evaluate(() => {
    const dom = [...document.querySelectorAll(".talk")].find(each => each.getBoundingClientRect().top > 0);
    return { title: dom.querySelector("h3").textContent, top: dom.getBoundingClientRect().top };
  });

  it("draws what is near the window only", async () => {
    await ana.visit();
    await ana.talk("Talk 0").waitFor();
    assert.deepEqual([await isDrawn("Talk 0"), await isDrawn(`Talk ${count - 1}`)], [true, false]);
  });

  it("is scrolled upwards, into what was never drawn, without a jump", async () => {
    await ana.visit();
    await ana.talk("Talk 0").waitFor();
    await toTheEnd();
    for (let round = 0; round < 12; round += 1) {
      const { title, top: before } = await first();
      await turn(-330);
      assert.ok(Math.abs(await top(title) - before - 330) <= 1, `${title} went from ${before} to ${await top(title)}`);
    }
  });

  /** Until that talk's heading has the focus and is on the screen, where nothing moves any more. */
  async function arrives(title) {
    await ana.page.waitForFunction(wanted => {
      const dom = document.activeElement;
      const { top: at, bottom } = dom.getBoundingClientRect();
      return dom.textContent === wanted && at >= 0 && bottom <= innerHeight;
    }, title);
    await drawn();
    await drawn();
    const { y, height } = await ana.talk(title).locator("h3").boundingBox();
    assert.ok(y >= 0 && y + height <= 800, `the heading is at ${y}`);
  }

  it("leads to what was just proposed", async () => {
    await ana.visit();
    await ana.talk("Talk 0").waitFor();
    await ana.button("Propose a talk").click();
    await ana.titleField().fill("The very last");
    await ana.button("Propose talk").click();
    await ana.button("Go to it").click();
    await arrives("The very last");
  });

  it("leads to a change far away, by the pill", async () => {
    await ana.visit();
    await ana.talk("Talk 0").waitFor();
    for (const title of [`Talk ${count - 30}`, "Talk 20"]) {
      const side = title === "Talk 20" ? "above" : "below";
      await otto.propose(title, "Other words.");
      await ana.page.locator(`.pill[data-side=${side}]`).getByText("1 edit").click();
      await ana.talk(title).getByText("Edited").waitFor();
      await arrives(title);
    }
  });

  it("does not move what is read there for what others change above it", async () => {
    await ana.visit();
    await ana.talk("Talk 0").waitFor();
    await toTheEnd();
    await turn(-2000);
    const { title, top: before } = await first();
    await otto.propose("Talk 3", "Many more words. ".repeat(60));
    await otto.remove("Talk 5");
    await otto.propose("The last of all");
    await ana.talk("The last of all").waitFor({ state: "attached" });
    assert.ok(Math.abs(await top(title) - before) <= 1);
    await otto.restore();
  });

  it("is found in by the browser, and printed whole", async () => {
    await ana.visit();
    await ana.talk("Talk 0").waitFor();
    const found = `Summary ${count - 50}.`;
    assert.ok(await ana.page.evaluate(text => window["find"](text), found));
    assert.equal(await ana.page.evaluate(() => getSelection().anchorNode.parentElement.closest(".talk")
      .querySelector("h3").textContent), `Talk ${count - 50}`);
    await ana.page.emulateMedia({ media: "print" });
    assert.equal(await isDrawn("Talk 100"), true);
    await ana.page.emulateMedia({ media: "screen" });
  });
});
