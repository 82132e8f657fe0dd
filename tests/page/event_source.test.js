// @ts-check
// The changes as a browser's own EventSource reads them.
import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import { until } from "../support/board.js";
import { example } from "../support/examples.js";
import { outsider, startWorld } from "./support/browser.js";

let world, otto, ana;
before(async () => {
  world = await startWorld({ memory: false });
  otto = outsider(world.server, "Otto");
  await otto.propose("Knots");
  ana = await world.person("Ana");
});
after(() => world.end());

it("a browser hears each change once and in order, over cuts and a killed server", async () => {
  await ana.page.evaluate(() => {
    const heard = window["heard"] = { boards: 0, versions: [], ids: [] };
    const source = new EventSource("changes");
    source.addEventListener("board", ({ data }) => { heard.boards += JSON.parse(data).talks.length; });
    source.addEventListener("message", ({ data, lastEventId }) => {
      heard.versions.push(JSON.parse(data).version);
      heard.ids.push(lastEventId.replace(/.*-/, ""));
    });
  });
  const heard = () => ana.page.evaluate(() => window["heard"]);
  const has = version => ana.page.waitForFunction(last => window["heard"].versions.at(-1) === last, version);
  await ana.page.waitForFunction(() => window["heard"].boards === 1);
  for (let version = 2; version <= 4; version += 1) await otto.write("Knots", `Thought ${version}`);
  await has(4);

  await world.server.kill();
  await world.server.start();
  for (let version = 5; version <= 6; version += 1) await otto.write("Knots", `Thought ${version}`);
  await has(6);
  await world.server.stop();
  await world.server.start();
  await otto.write("Knots", "Thought 7");
  await has(7);

  assert.deepEqual(await heard(), { boards: 1, versions: [2, 3, 4, 5, 6, 7], ids: ["2", "3", "4", "5", "6", "7"] });
  assert.deepEqual(ana.faults, []);
});

it("the example of docs/listening.md does what it says", async () => {
  const told = [];
  ana.page.on("console", message => told.push(message.text()));
  await ana.page.evaluate(await example("browser", new URL(ana.page.url()).origin));
  await until(async () => told.includes("1 talks so far"), "the board comes");
  await otto.write("Knots", "Hello");
  await until(async () => told.includes("Otto comment_written Knots"), "the change comes");
});
