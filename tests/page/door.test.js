// @ts-check
// The door of a closed group, on every page: who says the passphrase comes in, and loses no word over it.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { atEachWidth, checkRules, checkRulesInBothSchemes, checkTargets, checkWidth } from "./support/audit.js";
import { countKnocks, door, pages, phrase, phraseField as field, sayPhrase as say, startClosedWorld }
  from "./support/closed.js";

describe("the door of a closed board", () => {
  let world, people;

  before(async () => { world = await startClosedWorld(); });

  after(() => world.end());

  beforeEach(() => { people = []; });

  afterEach(async () => {
    for (const person of people) {
      assert.deepEqual(person.faults, []);
      await person.leave();
    }
  });

  /** Every test brings people of its own, since names on this board stay with the devices that had them. */
  const arrive = async (name, options) => {
    const person = await world.arrive(name, options);
    people.push(person);
    return person;
  };
  const member = async (name, options) => {
    const person = await arrive(name, options);
    await say(person);
    await person.live();
    return person;
  };
  /** What of the page is there beside the door. */
  const rest = person => person.page.locator("main > :not(.door), .propose, .skip-link").filter({ visible: true })
    .count();

  for (const [path, heading] of pages) {
    it(`is on ${path}, says so, and opens by the keyboard alone, for good`, async () => {
      const ana = await arrive("");
      await ana.page.addInitScript(() => document.addEventListener("readystatechange", () => {
        if (document.readyState !== "interactive") return;
        const said = window["said"] = [];
        for (const role of ["status", "alert"]) {
          const region = document.querySelector(`[role=${role}]`);
          new MutationObserver(() => region.textContent && said.push(`${role}: ${region.textContent}`))
            .observe(region, { childList: true });
        }
      }));
      await ana.visit(path, "closed");
      await ana.hears(/^alert: This board is closed, and asks for its passphrase\.$/);
      assert.equal(await ana.page.locator(".connection").innerText(), "Waits for the passphrase");
      assert.equal(await rest(ana), 0, "nothing pretends to be on its way");

      await ana.tabTo(/^Passphrase/);
      await ana.page.keyboard.type(phrase);
      await ana.page.keyboard.press("Enter");

      await ana.hears(/^status: You are in\.$/);
      await ana.live();
      await door(ana).waitFor({ state: "hidden" });
      await ana.focuses(new RegExp(`^${heading}`), "the focus goes to what was waited for");
      assert.equal(await field(ana).inputValue(), "", "the phrase does not stay in the page");
      assert.doesNotMatch(await ana.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
        /horse/, "nor in the browser");
      await ana.visit(path);
      assert.equal(await door(ana).isVisible(), false);
    });
  }

  it("axe finds nothing in any state, in light and in dark colours", async () => {
    const ana = await arrive("");
    for (const [path] of pages) {
      await ana.visit(path, "closed");
      await door(ana).waitFor();
      await checkRulesInBothSchemes(ana.page, `closed ${path}`);
    }
    await say(ana, "wrong");
    await ana.reads("This is not the passphrase.");
    await ana.button("Show the passphrase").click();
    await checkRulesInBothSchemes(ana.page, "a wrong phrase, shown");
    await say(ana);
    await ana.live();
    await world.change("another phrase");
    await ana.state("closed");
    await checkRulesInBothSchemes(ana.page, "closed again");
    await world.change(phrase);
  });

  it("has nothing that is cut off or too small on a phone or a desktop", async () => {
    const ana = await arrive("", { viewport: { width: 320, height: 700 } });
    await say(ana, "wrong");
    await ana.reads("This is not the passphrase.");
    await atEachWidth(ana.page, [320, 360, 1280], async () => {
      await checkWidth(ana.page);
      await checkTargets(ana.page);
    });
  });

  it("tells at the field that the phrase is missing or wrong, and keeps what was typed", async () => {
    const ana = await arrive("");
    await ana.listen();
    await ana.button("Come in").click();
    await ana.hears(/^alert: Type the passphrase\.$/);
    await say(ana, "Correct Horse");
    await ana.hears(/^alert: This is not the passphrase\. Ask somebody of the group for the current one\.$/);
    await ana.focuses(/^Passphrase/);
    assert.equal(await field(ana).getAttribute("aria-invalid"), "true");
    const described = await field(ana).getAttribute("aria-describedby");
    assert.match(await ana.page.locator(`[id="${described}"]`).innerText(), /^This is not the passphrase/);
    assert.equal(await field(ana).inputValue(), "Correct Horse");

    await field(ana).fill("correct");
    assert.equal(await field(ana).getAttribute("aria-invalid"), null, "what is typed anew is not wrong yet");
    await say(ana);
    await ana.live();
  });

  it("shows the phrase only to those who want to see it", async () => {
    const ana = await arrive("");
    await field(ana).fill("correct");
    assert.equal(await field(ana).getAttribute("type"), "password");
    assert.equal(await field(ana).getAttribute("autocomplete"), "current-password");
    await ana.tabTo(/^Show the passphrase/);
    await ana.page.keyboard.press("Enter");
    assert.equal(await field(ana).getAttribute("type"), "text");
    await ana.focuses("Hide the passphrase");
    await ana.page.keyboard.press("Enter");
    assert.equal(await field(ana).getAttribute("type"), "password");
    assert.equal(await field(ana).inputValue(), "correct");
  });

  it("says in words how long who guesses too often has to wait", async () => {
    const usual = await startClosedWorld({ browser: world.browser, usualLimits: true });
    try {
      const eve = await usual.arrive("");
      await eve.listen();
      const guess = () => eve.page.request.post(`${eve.origin}/door`, { data: { passphrase: "guess" },
        headers: { "Sec-Fetch-Site": "same-origin" } });
      while ((await guess()).status() !== 429) { /* until it is enough */ }
      await say(eve);
      await eve.hears(/^alert: Too many tries\. Try again in (\d+ seconds?|\d+ minutes?)\.$/);
      await eve.reads("Too many tries.");
      assert.equal(await field(eve).getAttribute("aria-invalid"), null, "the phrase may be right");
      await eve.button("Try again").waitFor();
      assert.deepEqual(eve.faults, []);
    } finally {
      await usual.end();
    }
  });

  it("is busy while it asks, and knocks once", async () => {
    const ana = await arrive("");
    const knocks = countKnocks(ana);
    let answer = () => {};
    await ana.page.route("**/door", async route => {
      if (route.request().method() === "POST") await new Promise(resolve => { answer = () => resolve(null); });
      await route.continue();
    });
    await say(ana);
    await ana.page.locator(".door form[aria-busy=true]").waitFor();
    await field(ana).press("Enter");
    await ana.button("Sending…").click();
    assert.equal(await field(ana).getAttribute("readonly"), "");
    answer();
    await ana.live();
    assert.equal(knocks.length, 1);
  });

  it("shuts on an open page without moving it or touching its words, and says where the way in is", async () => {
    const ana = await member("Ana", { viewport: { width: 800, height: 500 } });
    await ana.propose("Knots", `${"Rope.\n".repeat(40)}`);
    await ana.open("Knots");
    const comment = ana.commentField("Knots");
    await comment.fill("Half a thought");
    await comment.press("ArrowLeft");
    const top = () => comment.evaluate(dom => dom.getBoundingClientRect().top);
    const [before, words] = [await top(), ["Half a thought", 13, true]];
    /** Whatever is typed, selected and focused, and where it stands: fractions of a pixel cannot be scrolled. */
    const isUndisturbed = async () => {
      assert.deepEqual(await comment.evaluate(dom => [dom.value, dom.selectionStart, dom === document.activeElement]),
        words);
      assert.ok(Math.abs(await top() - before) < 1, `moved by ${await top() - before}`);
    };
    await ana.listen();

    await world.change("another phrase");
    await ana.state("closed");
    await ana.hears(/^alert: This board is closed, and asks for its passphrase\.$/);
    await isUndisturbed();
    await ana.page.keyboard.press("Control+Enter");
    await ana.hears(/^alert: Not saved: the board is closed and asks for its passphrase\. Your text is still here\.$/);
    await isUndisturbed();
    await checkRules(ana.page, "a comment that is not saved");

    await ana.talk("Knots").getByRole("link", { name: "Say the passphrase" }).click();
    await ana.focuses(/^Passphrase/);
    await ana.reads("What you have typed on this page stays.");
    await comment.focus();
    await ana.button("↑ Say the passphrase").click();
    await ana.focuses(/^Passphrase/);
    await ana.page.keyboard.type("another phrase");
    await ana.page.keyboard.press("Enter");
    await ana.live();
    assert.equal(await comment.inputValue(), "Half a thought");
    await ana.focuses(/^Your comment/, "back where it came from");
    await ana.button("Try again", ana.talk("Knots")).click();
    await ana.comment("Half a thought").waitFor();
    assert.equal(await ana.comment("Half a thought").count(), 1);
    await world.change(phrase);
  });

  it("gives drafts back to those who come in after a reload", async () => {
    const bea = await member("Bea");
    await bea.button("Propose a talk").click();
    await bea.titleField().fill("Gardening");
    await world.change("another phrase");
    await bea.state("closed");
    assert.equal(await bea.titleField().inputValue(), "Gardening");
    await bea.visit("/", "closed");
    assert.equal(await rest(bea), 0);
    await say(bea, "another phrase");
    await bea.live();
    assert.equal(await bea.titleField().inputValue(), "Gardening");
    await world.change(phrase);
  });

  it("keeps what waits to be sent, and sends it once it opens", async () => {
    const dan = await member("Dan");
    await dan.propose("Darts");
    await dan.page.route("**/comments", route => route.abort());
    await dan.open("Darts");
    await dan.commentField("Darts").fill("Bring your own");
    await dan.commentField("Darts").press("Control+Enter");
    const waiting = dan.page.locator(".waiting", { hasText: "Bring your own" });
    await waiting.waitFor();
    await world.change("another phrase");
    await dan.state("closed");
    await dan.page.unrouteAll();
    await dan.button("Send now: Bring your own").click();
    await waiting.getByText("sent once you have said the passphrase.").waitFor();
    await waiting.getByRole("link", { name: "Say the passphrase" }).waitFor();
    await say(dan, "another phrase");
    await dan.live();
    await dan.comment("Bring your own").getByRole("button", { name: /^Remove/ }).waitFor();
    await waiting.waitFor({ state: "detached" });
    await world.change(phrase);
  });

  it("tells buttons, too, why nothing came of them", async () => {
    const cy = await member("Cy");
    await cy.propose("Kites");
    await world.change("another phrase");
    await cy.state("closed");
    await cy.button("Remove “Kites”").click();
    await cy.reads("Not removed: the board is closed and asks for its passphrase.");
    await say(cy, "another phrase");
    await cy.live();
    await cy.removeTalk("Kites");
    await world.change(phrase);
  });

  it("opens at once, for the other tabs of the browser as well", async () => {
    const ana = await arrive("");
    // No timer ever ends: nobody comes in by asking again and again.
    await ana.page.context().addInitScript(() => { window.setTimeout = /** @type {any} */ (() => 0); });
    await ana.visit("/", "closed");
    const others = await Promise.all(pages.map(async ([path]) => {
      const page = await ana.page.context().newPage();
      await page.goto(ana.origin + path);
      await page.locator(".connection[data-state=closed]").waitFor();
      return page;
    }));
    await others[0].locator("#passphrase").fill("half a phr");
    await say(ana);
    await ana.live();
    for (const page of others) {
      await page.locator(".connection[data-state=connected]").waitFor();
      await page.locator(".door").waitFor({ state: "hidden" });
    }
    assert.equal(await others[0].locator("#passphrase").inputValue(), "");
  });
});
