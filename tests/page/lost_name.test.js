// @ts-check
// A name whose devices are lost: asked for with two words, and given back by two members.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { startWorld } from "./support/browser.js";
import { beginWithAna, devices, field, shown, you } from "./support/devices.js";

describe("a lost name", () => {
  let world, ana;

  before(async () => { world = await startWorld({ arguments: ["--member-after=0"] }); });

  after(() => world.end());

  const arrive = (...who) => world.person(...who);

  beforeEach(async () => { ana = await beginWithAna(world); });

  afterEach(() => world.everybodyLeaves());

  const members = () => Promise.all(["Bea", "Cy"].map(async name => {
    const person = await arrive(name);
    await person.write("Knots", `Hello from ${name}`);
    return person;
  }));
  const vouch = async (person, words) => {
    await you(person);
    await person.listen();
    await field(person, "Their name").fill("Ana");
    await field(person, "Their two words").fill(words);
    await field(person, "Their two words").press("Enter");
  };
  const askForAna = async person => {
    await you(person);
    await field(person, "The name you lost").fill("ana");
    await field(person, "The name you lost").press("Enter");
    return shown(person, ".two-words");
  };

  /** Two members let a device in that lost the name, which hears of it. */
  async function bringBack() {
    const [bea, cy] = await members();
    const lost = await arrive("");
    const words = await askForAna(lost);
    await vouch(bea, words);
    await bea.hears(/^status: Noted/);
    await vouch(cy, words);
    await cy.hears(/^status: Ana has/);
    return { lost, bea };
  }

  it("comes back when two members say who it is, and its other devices are told", async () => {
    const [bea, cy] = await members();
    await ana.visit();
    const lost = await arrive("");
    const words = await askForAna(lost);
    assert.match(words, /^\p{L}+ \p{L}+$/u);
    await lost.listen();
    await ana.listen();

    await vouch(bea, `${words.split(" ")[0]} wrong`);
    await bea.hears(/^alert: That did not work: nobody asks for this name with these words/);
    await vouch(bea, words);
    await bea.hears(/^status: Noted\. One more member has to say that it is Ana\.$/);
    await vouch(bea, words);
    await bea.hears(/^alert: That did not work: you have said so already/);
    assert.equal(await lost.page.locator(".two-words").isVisible(), true);
    await vouch(cy, words);
    await cy.hears(/^status: Ana has the new device now\.$/);

    await lost.hears(/^status: Ana is yours again\.$/);
    await lost.visit();
    await lost.button("Edit “Knots”").waitFor();
    const told = "A device joined your name Ana: Bea and Cy said that it is you. Was that you?";
    await ana.reads(told);
    await ana.hears(/^status: A device joined your name Ana/);
    await ana.button("Yes, that was me").click();
    await ana.visit();
    await ana.button("Edit “Knots”").waitFor();
    assert.equal(await ana.page.locator(".notice").count(), 0, "once");
  });

  it("is told in the history, where what two members did is undone by the name's own device", async () => {
    const { lost, bea } = await bringBack();
    await Promise.all([ana.lookBack(), bea.lookBack()]);
    await ana.undoOf("A device joined Ana: Bea and Cy said it is them").waitFor();
    assert.deepEqual((await bea.entries()).slice(0, 2), ["A device joined Ana: Bea and Cy said it is them",
      "Bea vouched for a device that asks for Ana"]);
    assert.equal(await bea.undoOf("A device joined Ana").isVisible(), false, "others cannot undo it");
    assert.equal((await ana.entries()).filter(text => /first/.test(text)).length, 0,
      "claims are part of what was written");

    await ana.undoOf("A device joined Ana").click();
    await ana.entry("A device was signed out of Ana").waitFor();
    await ana.undoOf("A device joined Ana").waitFor({ state: "hidden" });
    await lost.reads("This device has no name yet.");
  });

  it("cannot be taken from the devices before by the new one yet, which says why", async () => {
    const { lost } = await bringBack();
    await you(lost);
    const before = devices(lost).filter({ hasText: "First device" });
    await lost.listen();
    await before.getByRole("button", { name: /^Sign out/ }).click();
    await lost.button("Sign out", before).click();

    const told = "That did not work: others vouched for this device less than a week ago, so it cannot sign out " +
      "devices yet.";
    await before.getByText(told).waitFor();
    await lost.hears(new RegExp(`^alert: ${told}$`));
    assert.equal(await devices(lost).count(), 2);
    await you(ana);
    await ana.page.getByRole("heading", { name: "Ana", level: 3 }).waitFor();
    await devices(ana).filter({ hasText: "Joined because" }).getByRole("button", { name: /^Sign out/ }).click();
    await ana.button("Sign out").click();
    await lost.reads("This device has no name yet.");
  });

  it("is not asked for any more when they stop, and one that nobody has needs no asking", async () => {
    const lost = await arrive("");
    await askForAna(lost);
    await lost.button("Stop asking").click();
    await lost.reads("You do not ask for a name any more.");
    await lost.focuses(/^The name you lost/);
    await field(lost, "The name you lost").fill("Nobody");
    await field(lost, "The name you lost").press("Enter");
    await lost.reads("nobody has this name. You can simply use it.");
  });
});
