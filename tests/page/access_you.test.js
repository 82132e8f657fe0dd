// @ts-check
// Everybody can use the page about their names and devices: without a mouse, without sight, on a phone.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { atEachWidth, checkRulesInBothSchemes, checkTargets, checkWidth } from "./support/audit.js";
import { startWorld } from "./support/browser.js";
import { field, you } from "./support/devices.js";

const widths = [320, 360, 1280];
const longName = "N".repeat(80);

describe("everybody, on the page about oneself", () => {
  let world, ana, lost;

  before(async () => { world = await startWorld({ arguments: ["--member-after=0"] }); });

  after(() => world.end());

  beforeEach(() => world.renew());

  afterEach(async () => {
    for (const person of [ana, lost]) {
      assert.deepEqual(person.faults, []);
      await person.leave();
    }
  });

  /** A name with a code and a question in the page, and somebody who asks for that name. */
  async function arrive(name, options) {
    ana = await world.person(name, options);
    await ana.propose("Knots");
    await you(ana);
    lost = await world.person("", options);
    await you(lost);
  }

  async function askForName() {
    await field(lost, "The name you lost").fill(ana.name);
    await lost.button("Ask for it").click();
    await lost.page.locator(".two-words").waitFor();
  }

  async function askAll() {
    await ana.page.getByRole("button", { name: /^Add my phone/ }).click();
    await ana.page.locator(".code").waitFor();
    await ana.page.getByRole("button", { name: /^Sign out/ }).click();
    await ana.page.getByRole("group", { name: /^Sign out/ }).waitFor();
    await ana.button("It is them").click();
    await ana.reads("Type the two words.");
  }

  it("axe finds nothing in any state, in light and in dark colours", async () => {
    await arrive("Ana");
    await checkRulesInBothSchemes(lost.page, "no name");
    await checkRulesInBothSchemes(ana.page, "a name");
    await askAll();
    await checkRulesInBothSchemes(ana.page, "a code, a question and errors");
    await askForName();
    await checkRulesInBothSchemes(lost.page, "two words");
    await you(lost, "#device=AAAAAAAA");
    await lost.page.getByRole("region", { name: "Add this device?" }).getByRole("button", { name: "Add this device" })
      .click();
    await lost.reads("this code leads nowhere");
    await checkRulesInBothSchemes(lost.page, "a link that leads nowhere");
  });

  it("axe finds nothing about a name that somebody has, in light and in dark colours", async () => {
    await arrive("Ana");
    await lost.visit();
    await lost.open("Knots");
    await field(lost, "Your name").fill("Ana");
    await lost.commentField("Knots").fill("Hello");
    await lost.commentField("Knots").press("Control+Enter");
    await lost.reads("Somebody else has this name here.");
    await checkRulesInBothSchemes(lost.page, "a name that is taken");
    await lost.page.getByRole("link", { name: "Add this device" }).click();
    await lost.live();
    await lost.focuses("Join with a code", "the way to it is at hand");
  });

  it("nothing is cut off or too small on a phone or a desktop", async () => {
    await arrive(longName, { viewport: { width: 320, height: 700 } });
    await askAll();
    await atEachWidth(ana.page, widths, async () => {
      await checkWidth(ana.page);
      await checkTargets(ana.page);
    });
    await askForName();
    await atEachWidth(lost.page, widths, () => checkWidth(lost.page));
  });

  it("the keyboard alone adds a device", async () => {
    await arrive("Ana");
    await ana.page.keyboard.press("Tab");
    await ana.focuses("Skip to your names");
    await ana.page.keyboard.press("Enter");
    await ana.tabTo(/^Add my phone/);
    await ana.page.keyboard.press("Enter");
    await ana.page.locator(".code:focus").waitFor();
    const code = await ana.focused();
    await lost.tabTo(/^Code/);
    await lost.listen();
    await lost.page.keyboard.type(code);
    await lost.page.keyboard.press("Enter");
    await lost.hears(/^status: This device has the name Ana now\.$/);
    assert.match(await lost.focused(), /^Code/, "the focus stays where it was");
    await ana.reads("has Ana now, too.");
  });

  it("has one h1, landmarks, and two live regions that are empty at load", async () => {
    await arrive("Ana");
    for (const selector of ["h1", "main", "header.masthead", "[role=status]", "[role=alert]"]) {
      assert.equal(await ana.page.locator(selector).count(), 1, selector);
    }
    for (const role of ["status", "alert"]) {
      assert.equal(await ana.page.locator(`[role=${role}]`).textContent(), "");
    }
    assert.equal(await ana.page.title(), "You – Skillboard");
  });
});
