// @ts-check
// What a large board costs the page, and a small one in the same run: the milliseconds that Chromium spends in
// scripts, and in all it does, for the first load, a comment by somebody else, a turn of the wheel, the opening of
// a talk, and a key in a comment field.
//
//   SKILLBOARD_BINARY=… node bench/page.js [ROUNDS]
import { chromium } from "../tests/node_modules/playwright-core/index.mjs";
import { comment, propose } from "../tests/support/board.js";
import { Server } from "../tests/support/server.js";

const rounds = Number(process.argv[2] ?? 30);
const figures = { ScriptDuration: "scripts", TaskDuration: "all tasks" };
const median = values => values.sort((left, right) => left - right)[Math.floor(values.length / 2)];

async function fill(server, talks, comments) {
  const words = "What it is about, in a line or two, as people write. ";
  const all = Array.from({ length: talks }, (_, index) => index);
  for (let done = 0; done < talks; done += 50) {
    await Promise.all(all.slice(done, done + 50).map(async index => {
      const summary = words.repeat(1 + index % 5);
      await propose(server, `Talk ${index}`, { presenter: `Member ${index % 40}`, summary });
      for (let each = 0; each < comments; each += 1) await comment(server, `Talk ${index}`, words, { author: "Otto" });
    }));
  }
}

/** Resolves when the page has drawn what it was given, and what it put off until then is done. */
const rest = page => page.evaluate(() => new Promise(resolve =>
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 100)))));

/** @returns {Promise<Record<string, Record<string, number>>>} the median of each figure, for all that was done */
async function measure(browser, talks, comments) {
  const server = await Server.start({ memory: true });
  try {
    await fill(server, talks, comments);
    const page = await browser.newPage({ viewport: { width: 400, height: 800 }, serviceWorkers: "block" });
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const read = async () => Object.fromEntries((await session.send("Performance.getMetrics")).metrics
      .map(({ name, value }) => [name, value * 1000]));
    const measured = {};

    /** @param {string} name @param {number} times @param {(round: number) => Promise<any>} act */
    async function time(name, times, act) {
      const costs = Object.keys(figures).map(() => []);
      for (let round = 0; round < times; round += 1) {
        const before = await read();
        await act(round);
        await rest(page);
        const after = await read();
        Object.keys(figures).forEach((figure, index) => costs[index].push(after[figure] - before[figure]));
      }
      measured[name] = Object.fromEntries(Object.keys(figures).map((figure, index) => [figure, median(costs[index])]));
    }

    async function visit() {
      await page.goto(server.url);
      await page.locator(".connection[data-state=connected]").waitFor();
      await page.locator(".talk").first().waitFor();
    }

    async function hear(round) {
      const told = page.waitForResponse(response => /\/(changes|talks)/.test(response.url()) && response.ok());
      await comment(server, `Talk ${(round * 37) % talks}`, `Round ${round}`, { author: "Eve" });
      await (await told).finished();
    }

    await time("the first load", Math.min(rounds, 5), visit);
    await hear(0);
    await time("a comment", rounds, hear);
    await page.mouse.move(200, 400);
    await time("a turn of the wheel", rounds, round => page.mouse.wheel(0, round % 4 < 2 ? 600 : -600));
    await time("opening a talk", Math.min(rounds, 8), round => page.evaluate(index =>
      /** @type {HTMLElement} */ (document.querySelectorAll(".talk-toggle")[index]).click(), round));
    await page.locator(".discussion textarea").first().focus();
    await time("a key", rounds, () => page.keyboard.press("x"));
    await page.close();
    return measured;
  } finally {
    await server.remove();
  }
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"] });
const small = await measure(browser, 10, 10);
const large = await measure(browser, 1000, 10);
await browser.close();
for (const [name, costs] of Object.entries(small)) {
  for (const [figure, words] of Object.entries(figures)) {
    const [few, many] = [costs[figure], large[name][figure]];
    console.log(`${name}, ${words}: ${few.toFixed(1)} ms with 10 talks, ${many.toFixed(1)} ms with 1,000 ` +
      `(${(many / few).toFixed(1)} times)`);
  }
}
