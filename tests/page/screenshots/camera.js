// @ts-check
// Takes pictures of a page as it is: on a phone, a tablet and a desktop, in light and dark, and on paper.
import { join } from "node:path";

/** Those up to a tablet's are touched. */
const widths = [360, 768, 1280];
const schemes = /** @type {const} */ (["light", "dark"]);
/** A4 at 96 dots an inch, without margins. */
const paper = { width: 794, height: 1123 };

/** What is new stays so, however long it takes to take pictures of it. In the page. */
export function keepMarks() {
  const wait = window.setTimeout;
  window.setTimeout = /** @type {any} */ ((act, time, ...rest) => time === 4000 ? 0 : wait(act, time, ...rest));
}

/** @param {string} folder  where the pictures go */
export function createCamera(folder) {
  let taken = 0;
  const sessions = new WeakMap();

  async function take(page, name, options = {}) {
    // Elements that come into a window have to be drawn once, and fonts to be there.
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 60))));
    await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled", caret: "hide", ...options });
    taken += 1;
  }

  /** As tall as all that is in it, since what is far outside of a window is not drawn. */
  async function fit(page, width, height) {
    await page.setViewportSize({ width, height });
    const tall = await page.evaluate(() => document.documentElement.scrollHeight);
    if (tall > height) await page.setViewportSize({ width, height: Math.min(tall, 8000) });
  }

  /** What is emulated lasts as long as the session that asked for it. @param {any} page @param {number} width */
  async function touchable(page, width) {
    if (!sessions.has(page)) sessions.set(page, await page.context().newCDPSession(page));
    await sessions.get(page).send("Emulation.setTouchEmulationEnabled", { enabled: width < 1024, maxTouchPoints: 1 });
  }

  return {
    get taken() { return taken; },

    /**
     * One state of a page at every width in both schemes. Unless it is `whole`, of a window as tall as a screen.
     * @param {import("../support/browser.js").Person} person @param {string} name
     * @param {{whole?: boolean, only?: number[], media?: any, first?: () => Promise<any>}} [options]
     *   `first` is done after each change of the width
     */
    async shoot({ page }, name, { whole = true, only = widths, media = {}, first = async () => {} } = {}) {
      for (const width of only) {
        const height = width < 600 ? 740 : 800;
        await touchable(page, width);
        if (whole) await fit(page, width, height);
        else await page.setViewportSize({ width, height });
        await first();
        for (const colorScheme of schemes) {
          await page.emulateMedia({ colorScheme, ...media });
          await take(page, `${name}-${width}-${colorScheme}`);
        }
      }
      await page.emulateMedia({ colorScheme: null, ...Object.fromEntries(Object.keys(media).map(key => [key, null])) });
    },

    /** On paper: a picture, and a document of pages. */
    async print({ page }, name) {
      await page.emulateMedia({ media: "print", colorScheme: "light" });
      await fit(page, paper.width, paper.height);
      await take(page, `${name}-print`);
      await page.emulateMedia({ media: null, colorScheme: "dark" });
      await page.pdf({ path: join(folder, `${name}-print.pdf`), format: "A4", margin: { top: "15mm", bottom: "15mm",
        left: "15mm", right: "15mm" } });
      await page.emulateMedia({ colorScheme: null });
    },

    /** A part of the page, at twice the size. @param {any} locator @param {string} name */
    async closeUp(locator, name) {
      const page = locator.page();
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        const { x, y, width, height } = await locator.boundingBox();
        const clip = { x: Math.max(0, x - 12), y: Math.max(0, y - 12), width: width + 24, height: height + 24 };
        await take(page, `${name}-${colorScheme}`, { clip });
      }
      await page.emulateMedia({ colorScheme: null });
    },
  };
}
