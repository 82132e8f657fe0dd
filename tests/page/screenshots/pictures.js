// @ts-check
// Takes the pictures of README.md: a desktop and a phone beside each other, on a board as a group has it.
//
//   SKILLBOARD_BINARY=… node pictures.js FOLDER
import { join } from "node:path";
import { outsider, startWorld } from "../support/browser.js";
import { waiting } from "../support/outbox.js";
import { fillBoard, titles } from "./boards.js";
import { keepMarks } from "./camera.js";

const [folder = "docs"] = process.argv.slice(2);
const [sourdough, , knots] = titles;
const desktop = { width: 1040, height: 720 };
const phone = { width: 360, height: 660 };
const world = await startWorld();

/** Everything has just been written; spreads it over the last days, in the order in which it was. */
function spread(text) {
  const stamps = [...new Set(text.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [])].sort();
  const hours = 3600 * 1000;
  return stamps.reduce((said, stamp, index) => {
    const ago = (stamps.length - index) ** 1.35 * 0.7 * hours + (index * 7919) % hours;
    return said.replaceAll(stamp, new Date(Date.parse(stamp) - ago).toISOString());
  }, text);
}

/** Somebody whose page has been there for days. */
async function arrive(name, { viewport, colorScheme }, path = "/") {
  const person = await world.person(name, { viewport, colorScheme, locale: "en-GB", deviceScaleFactor: 1.5,
    reducedMotion: "reduce", hasTouch: viewport === phone });
  await person.page.addInitScript(keepMarks);
  // All that is shown comes from the board, and through the route below.
  await person.page.addInitScript(() => {
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function(name, ...rest) {
      if (/board/.test(name.split(" ")[0].replace("skillboard", ""))) throw new DOMException("no", "SecurityError");
      return open.call(this, name, ...rest);
    };
  });
  await person.page.route(({ pathname, searchParams }) => /\/(talks|changes)$/.test(pathname)
    && !searchParams.get("since"), async route => {
    if (route.request().method() !== "GET") return route.continue();
    const response = await route.fetch();
    await route.fulfill({ response, body: spread(await response.text()) });
  });
  await person.visit(path);
  return person;
}

/** What a window shows, as an address that a page can take it from. */
async function see({ page }) {
  await page.mouse.move(0, 0);
  await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve, 100))));
  return `data:image/png;base64,${(await page.screenshot({ caret: "hide" })).toString("base64")}`;
}

/** In the page. */
const toTop = dom => scrollBy(0, dom.getBoundingClientRect().top - 16);

/** Both beside each other on a table. */
async function compose(name, large, small) {
  const context = await world.browser.newContext({ viewport: { width: 1448, height: 800 }, deviceScaleFactor: 1.5 });
  const page = await context.newPage();
  await page.setContent(`<style>
    body { margin: 0; block-size: 100vh; background: #d9d4c8; position: relative; }
    img { position: absolute; display: block; }
    .desktop { inline-size: ${desktop.width}px; inset-block-start: 40px; inset-inline-start: 40px;
      border-radius: 14px; box-shadow: 0 2px 6px rgb(60 50 30 / 14%), 0 18px 50px rgb(60 50 30 / 24%); }
    .phone { inline-size: ${phone.width - 24}px; inset-block-end: 40px;
      inset-inline-end: 40px; border-radius: 28px; border: 8px solid #26272a;
      box-shadow: 0 2px 6px rgb(30 25 15 / 20%), 0 18px 50px rgb(30 25 15 / 34%); }
  </style><img class="desktop" src="${large}"><img class="phone" src="${small}">`);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}

try {
  const board = await fillBoard(world.server);
  const ana = await arrive("Ana", { viewport: desktop, colorScheme: "light" });
  await ana.open(sourdough);
  await board.write(sourdough, "Then we can bake what we shape. Who brings butter?", "Bea");
  await ana.comment("Who brings butter?").waitFor();
  const kim = await arrive("Kim", { viewport: phone, colorScheme: "dark" });
  await kim.open(knots);
  await kim.talk(knots).evaluate(toTop);
  await compose("page", await see(ana), await see(kim));

  const eve = outsider(world.server, "Eve");
  await eve.propose("Cheap watches", "Buy now, while they last!", "Eve");
  await eve.write(knots, "Cheap watches, buy now!", "Eve");
  await eve.remove(sourdough);
  await ana.lookBack();
  await ana.undoOf("Eve removed Ruth Okafor’s talk").click();
  await ana.entry("Ana brought back").waitFor();
  await ana.page.emulateMedia({ colorScheme: "dark" });
  await ana.visit("/history.html");
  await ana.entry("Ana brought back").waitFor();
  await kim.page.emulateMedia({ colorScheme: "light" });
  await kim.visit();
  await kim.page.context().setOffline(true);
  await kim.state("offline");
  await kim.commentField(knots).fill("I can bring the long rope from the boat.");
  await kim.button("Comment", kim.talk(knots)).click();
  await waiting(kim, "the long rope").waitFor();
  await kim.talk(knots).evaluate(toTop);
  await compose("history", await see(ana), await see(kim));
} finally {
  await world.end();
}
