// @ts-check
// What Lighthouse says of the pages as they are served, on its slow phone: the scores, and what keeps one
// from being full. Fails below what we promise.
//
//   SKILLBOARD_BINARY=… node run.js
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { Server } from "../../tests/support/server.js";
import { comment, propose } from "../../tests/support/board.js";

const promised = { accessibility: 100, "best-practices": 100, seo: 100, performance: 95 };
const pages = ["/", "/history.html", "/you.html"];

/** A board as a group has it. */
async function fill(server) {
  for (let number = 1; number <= 20; number += 1) {
    await propose(server, `Talk ${number}`, { summary: "What it is about, in two lines or three. ".repeat(3) });
    for (let each = 0; each < number % 5; each += 1) await comment(server, `Talk ${number}`, "I should like that.");
  }
}

const server = await Server.start({ memory: true });
const profile = await mkdtemp(join(tmpdir(), "skillboard-lighthouse-"));
const chrome = await launch({ chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium", userDataDir: profile,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
try {
  await fill(server);
  for (const page of pages) {
    const result = await lighthouse(`http://localhost:${server.port}${page}`, { port: chrome.port, logLevel: "error" });
    if (!result) throw new Error(`no result for ${page}`);
    const { categories, audits } = result.lhr;
    for (const [name, least] of Object.entries(promised)) {
      const score = Math.round((categories[name].score ?? 0) * 100);
      console.log(`${page} ${name}: ${score}`);
      if (score >= least) continue;
      process.exitCode = 1;
      for (const { id, weight } of categories[name].auditRefs) {
        const { score: own, title, displayValue = "" } = audits[id];
        if (weight && own !== null && own < 1) console.log(`  ${id}: ${title} ${displayValue}`);
      }
    }
    const { "total-byte-weight": weight, "cumulative-layout-shift": shift, "total-blocking-time": blocked } = audits;
    console.log(`${page} ${weight.displayValue}; layout shift ${shift.displayValue}; blocked ${blocked.displayValue}`);
  }
} finally {
  await chrome.kill();
  await server.remove();
  await rm(profile, { recursive: true, force: true });
}
