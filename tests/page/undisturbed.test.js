// @ts-check
// Whatever somebody does on the page and whatever others change meanwhile: nothing of theirs is disturbed.
// SKILLBOARD_TYPING_SEED is that of the first run, SKILLBOARD_TYPING_RUNS how many there are, one on a desk and
// one on a phone in turn, and SKILLBOARD_TYPING_ROUNDS how long each is.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { comment, propose, remove } from "../support/board.js";
import { undo, versionOf } from "../support/history.js";
import { RandomWriter } from "../support/random_writer.js";
import { anyBelow, randomNumbers } from "../support/random.js";
import { startWorld } from "./support/browser.js";
import { Typist } from "./support/typist.js";

const setting = (name, value) => Number(process.env[`SKILLBOARD_TYPING_${name}`] ?? value);
const rounds = setting("ROUNDS", 45);
const seeds = Array.from({ length: setting("RUNS", 2) }, (_, index) => setting("SEED", 1) + index);
const viewportOf = seed => seed % 2 ? { width: 1100, height: 800 } : { width: 360, height: 640 };

describe("whatever others change", () => {
  let world;

  // Members from the start: they ask for the removal of what its author has brought back.
  before(async () => { world = await startWorld({ arguments: ["--member-after=0"] }); });
  after(() => world.end());

  async function fill(ana) {
    for (let index = 0; index < 8; index += 1) {
      if (index === 3) await ana.propose("Talk 3", "Ana's own. ".repeat(9));
      else await propose(world.server, `Talk ${index}`, { summary: "Some words. ".repeat(1 + index * 3) });
    }
    for (const index of [1, 3, 5]) {
      await comment(world.server, `Talk ${index}`, "By somebody.\n".repeat(index));
      await ana.write(`Talk ${index}`, `Ana's own comment ${index}`);
    }
  }

  /** Resolves when the page shows all that happened so far. */
  async function caughtUp(ana, count) {
    const text = `Tick ${count}`;
    await propose(world.server, "Clock", { summary: text });
    await ana.page.waitForFunction(wanted => [...document.querySelectorAll(".talk .prose")]
      .some(dom => dom.textContent === wanted), text);
  }

  for (const seed of seeds) {
    const viewport = viewportOf(seed);
    it(`what is typed, focused and read stays as it is (seed ${seed}, ${viewport.width} px)`, async context => {
      await world.renew();
      const ana = await world.person("Ana", { viewport });
      await fill(ana);
      const random = randomNumbers(seed);
      const typist = await Typist.at(ana, random);
      const others = [1, 2, 3].map(index => new RandomWriter(world.server, `Writer ${index}`,
        randomNumbers(seed * 1000 + index)));
      const mood = randomNumbers(seed * 1000);
      /** The very talk in which the typist is goes, and sometimes comes back. */
      const strike = async () => {
        const title = await typist.witness.title();
        if (!title) return;
        const removal = await remove(world.server, title);
        if (removal.status < 300 && anyBelow(mood, 2)) await undo(world.server, versionOf(removal));
      };
      const change = async () => {
        if (anyBelow(mood, 5) === 0) await strike();
        for (const other of others) await other.write(anyBelow(mood, 3));
      };

      for (let round = 0; round < rounds; round += 1) {
        const where = `SKILLBOARD_TYPING_SEED=${seed}, round ${round}`;
        try {
          await typist.act();
          await Promise.all([typist.type(), change()]);
          await caughtUp(ana, 2 * round);
          await typist.check();

          await typist.witness.look();
          await change();
          await caughtUp(ana, 2 * round + 1);
          assert.deepEqual(await typist.witness.disturbances(), []);
          await typist.check();
        } catch (error) {
          throw new Error(`${where}: ${error.message}`, { cause: error });
        }
      }
      for (const each of others) context.diagnostic(JSON.stringify(each.done));
      context.diagnostic(JSON.stringify(typist.done));
      await world.everybodyLeaves();
    });
  }
});
