// @ts-check
// What a comment by somebody else costs the page on a large board, and on a small one in the same run: the
// milliseconds that Chromium spends in scripts, and in all it does.
//
//   SKILLBOARD_BINARY=… node bench/page.js [ROUNDS]
import { chromium } from "../tests/node_modules/playwright-core/index.mjs";
import { comment, propose } from "../tests/support/board.js";
import { Server } from "../tests/support/server.js";

const rounds = Number(process.argv[2] ?? 30);
const median = values => values.sort((left, right) => left - right)[Math.floor(values.length / 2)];

async function fill(server, talks, comments) {
  const words = "What it is about, in a line or two, as people write. ";
  const all = Array.from({ length: talks }, (_, index) => index);
  for (let done = 0; done < talks; done += 50) {
    await Promise.all(all.slice(done, done + 50).map(async index => {
      await propose(server, `Talk ${index}`, { presenter: `Member ${index % 40}`, summary: words.repeat(2) });
      for (let each = 0; each < comments; each += 1) await comment(server, `Talk ${index}`, words, { author: "Otto" });
    }));
  }
}

/** @returns {Promise<Record<string, number>>} milliseconds of a comment, the median of all rounds */
async function measure(browser, talks, comments) {
  const server = await Server.start({ memory: true });
  try {
    await fill(server, talks, comments);
    const page = await browser.newPage({ viewport: { width: 400, height: 800 }, serviceWorkers: "block" });
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable", { timeDomain: "threadTicks" });
    const read = async () => Object.fromEntries((await session.send("Performance.getMetrics")).metrics
      .map(({ name, value }) => [name, value * 1000]));
    await page.goto(server.url);
    await page.locator(".connection[data-state=connected]").waitFor();
    await page.locator(".talk").first().waitFor();
    const costs = { ScriptDuration: [], TaskDuration: [] };
    for (let round = 0; round < rounds; round += 1) {
      const talk = `Talk ${(round * 37) % talks}`;
      const before = await read();
      const told = page.waitForResponse(response => /\/(changes|talks)/.test(response.url()) && response.ok());
      await comment(server, talk, `Round ${round}`, { author: "Eve" });
      await (await told).finished();
      await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 100))));
      const after = await read();
      for (const name of Object.keys(costs)) costs[name].push(after[name] - before[name]);
    }
    await page.close();
    return Object.fromEntries(Object.entries(costs).map(([name, values]) => [name, median(values)]));
  } finally {
    await server.remove();
  }
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"] });
const small = await measure(browser, 10, 10);
const large = await measure(browser, 1000, 10);
await browser.close();
for (const name of Object.keys(small)) {
  console.log(`${name} of a comment: ${small[name].toFixed(1)} ms with 10 talks, ` +
    `${large[name].toFixed(1)} ms with 1,000 (${(large[name] / small[name]).toFixed(1)} times)`);
}
