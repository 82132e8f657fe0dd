// @ts-check
// A person has the page stand still, and goes on when they want to.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it, test } from "node:test";
import { createPause } from "../../public/js/pause.js";
import { outsider, startWorld } from "./support/browser.js";

describe("a page that is paused", () => {
  let world, ana, otto;

  before(async () => {
    world = await startWorld();
    otto = outsider(world.server);
    ana = await world.person("Ana");
  });

  after(() => world.end());

  beforeEach(async () => {
    await world.renew();
    await otto.propose("Knots");
    await otto.write("Knots", "Which rope?");
    await ana.comeAfresh();
    await ana.open("Knots");
    await ana.comment("Which rope?").waitFor();
    await ana.listen();
    await ana.button("Pause").click();
  });

  afterEach(() => assert.deepEqual(ana.faults, []));

  const pill = () => ana.page.getByRole("button", { name: /change.* waiting/ });
  const waits = text => ana.page.waitForFunction(words => document.querySelector(".waiting-call .pill").textContent
    === words, text);
  const talks = () => ana.page.locator(".talk h3").allInnerTexts();

  it("shows nothing of what others do, and says how much waits", async () => {
    await ana.hears(/^status: Paused\. What others change waits/);
    assert.equal(await ana.button("Pause").getAttribute("aria-pressed"), "true");
    await otto.propose("Bread");
    await waits("1 change waiting");
    await otto.write("Knots", "Hemp?");
    await otto.remove("Bread");
    await waits("3 changes waiting");
    assert.deepEqual(await talks(), ["Knots"]);
    assert.equal(await ana.comment("Hemp?").count(), 0);
    assert.deepEqual((await ana.page.evaluate(() => window["said"])).length, 1, "counts are not told aloud");

    await otto.propose("Jam");
    await waits("4 changes waiting");
    await ana.button("Pause").click();
    await ana.comment("Hemp?").waitFor();
    await ana.talk("Jam").waitFor();
    assert.deepEqual(await talks(), ["Knots", "Jam"]);
    assert.equal(await pill().isVisible(), false);
    assert.equal(await ana.button("Pause").getAttribute("aria-pressed"), "false");
    await ana.hears(/^status: What others change is shown at once again/);
    await otto.propose("Tea");
    await ana.talk("Tea").waitFor();
  });

  it("shows what waits when that is asked for, and stands still again after", async () => {
    await otto.propose("Bread");
    await pill().click();
    await ana.talk("Bread").waitFor();
    await otto.propose("Jam");
    await pill().filter({ hasText: "1 change waiting" }).waitFor();
    assert.deepEqual(await talks(), ["Knots", "Bread"]);
  });

  it("shows what its person writes at once, over all that came before it", async () => {
    await otto.rename("Knots", "Knots for all");
    await waits("1 change waiting");
    assert.deepEqual(await talks(), ["Knots"]);
    await ana.commentField("Knots").fill("I bring some");
    await ana.commentField("Knots").press("Control+Enter");
    await ana.comment("I bring some").waitFor();
    assert.deepEqual(await talks(), ["Knots for all"]);
    await otto.propose("Bread");
    await waits("1 change waiting");
  });

  it("does not let an edit go over words that were never shown", async () => {
    await otto.propose("Knots", "Otto's words.");
    await waits("1 change waiting");
    await ana.startEditing("Knots");
    await ana.editingField("Knots", "Summary").fill("Ana's words.");
    await ana.button("Save").click();
    await ana.reads("Somebody else changed this talk meanwhile. It now says:");
    await ana.editing("Knots").getByText("Otto's words.").waitFor();
    assert.equal((await otto.list())[0].summary, "Otto's words.");
  });
});

test("what waits is all that happened since, and a board that starts over does not wait", () => {
  const shown = [];
  const pause = createPause({ show: turn => shown.push(turn), isOwn: ({ device }) => device === "here" });
  const turn = (version, ...happened) => ({ board: /** @type {any} */ ({ tag: `e-${version}` }),
    happened: happened.map(device => ({ version, device, steps: device === "names" ? [] : [{}] })) });
  const take = (...args) => pause.take(/** @type {any} */ (turn(.../** @type {[number]} */ (args))));
  take(1, "there");
  assert.equal(shown.length, 1);
  pause.toggle();
  take(2, "there", "there");
  take(3, "names");
  assert.deepEqual([shown.length, pause.waiting], [1, 2]);
  take(4, "here");
  assert.deepEqual([shown.length, pause.waiting, shown[1].board.tag], [2, 0, "e-4"]);
  assert.deepEqual(shown[1].happened.map(({ version }) => version), [2, 2, 3, 4]);
  take(5, "there");
  pause.take({ board: /** @type {any} */ ({ tag: "f-1" }), happened: null });
  assert.deepEqual([shown.length, pause.waiting, shown[2].happened], [3, 0, null]);
  take(6, "there");
  pause.toggle();
  assert.deepEqual([shown.length, pause.paused, shown[3].board.tag], [4, false, "e-6"]);
});
