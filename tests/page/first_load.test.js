// @ts-check
// What it takes to open the page for the first time: how many bytes, and that nothing moves meanwhile.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { outsider, startWorld } from "./support/browser.js";

const pages = ["/", "/history.html", "/you.html"];

describe("the first load", () => {
  let world;

  before(async () => {
    world = await startWorld();
    const otto = outsider(world.server);
    for (let number = 1; number <= 20; number += 1) {
      await otto.propose(`Talk ${number}`, "What it is about, in a line or two. ".repeat(3));
      await otto.write(`Talk ${number}`, "May I bring a friend?");
    }
  });
  after(() => world.end());

  for (const path of pages) {
    it(`takes less than 60 kB over the wire, in few requests (${path})`, async () => {
      const person = await world.person("", { serviceWorkers: "block" });
      const session = await person.page.context().newCDPSession(person.page);
      await session.send("Network.enable");
      await session.send("Network.setCacheDisabled", { cacheDisabled: true });
      const sizes = new Map();
      const types = [];
      session.on("Network.responseReceived", ({ type }) => types.push(type));
      session.on("Network.loadingFinished", ({ requestId, encodedDataLength: size }) => sizes.set(requestId, size));
      await person.visit(path);
      await person.page.locator("main").getByRole("heading").first().waitFor();
      const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
      assert.ok(bytes > 20_000 && bytes < 60_000, `${bytes} bytes`);
      for (const type of ["Script", "Stylesheet"]) assert.equal(types.filter(each => each === type).length, 1, type);
      await person.leave();
    });

    for (const width of [320, 360, 412, 768, 1280]) {
      it(`moves nothing (${path}, ${width} px)`, async () => {
        const person = await world.person("", { viewport: { width, height: 700 } });
        await person.page.context().addInitScript(() => {
          window["moved"] = [];
          new PerformanceObserver(list => {
            for (const entry of /** @type {any[]} */ (list.getEntries())) {
              const nodes = entry.sources.map(({ node }) => node?.className || node?.nodeName);
              if (!entry.hadRecentInput) window["moved"].push(`${entry.value} ${nodes}`);
            }
          }).observe({ type: "layout-shift", buffered: true });
        });
        await person.visit(path);
        await person.page.locator("main").getByRole("heading").first().waitFor();
        // Shifts are told after the frame that they happened in.
        await person.page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve))));
        assert.deepEqual(await person.page.evaluate(() => window["moved"]), []);
        await person.leave();
      });
    }
  }
});
