// @ts-check
// What somebody types or reads is never disturbed by what others do.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { outsider, startWorld } from "./support/browser.js";
import { seeded } from "./support/fakes.js";

describe("while others change the board", () => {
  let world, ana, otto;

  before(async () => {
    world = await startWorld();
    otto = outsider(world.server);
    ana = await world.person("Ana");
  });

  after(() => world.end());

  beforeEach(async () => {
    for (const { title } of await otto.list()) await otto.remove(title);
  });

  afterEach(() => assert.deepEqual(ana.faults, []));

  /** Where the person is: what a disturbance would change. */
  const position = () => ana.page.evaluate(() => {
    const field = /** @type {HTMLTextAreaElement} */ (document.activeElement);
    return { tag: field.tagName, name: field.name, text: field.value, start: field.selectionStart,
      end: field.selectionEnd, inner: field.scrollTop, top: Math.round(field.getBoundingClientRect().top),
      same: field === window["field"] };
  });
  const remember = () => ana.page.evaluate(() => { window["field"] = document.activeElement; });
  /** A last change whose arrival shows that everything before it has arrived. */
  const beacon = async name => {
    await otto.propose(name);
    await ana.talk(name).waitFor({ state: "attached" });
  };

  const change = async (random, index) => {
    const talks = await otto.list();
    const talk = random.pick(talks);
    const comment = talk.comments.length ? random.pick(talk.comments) : null;
    const text = `${index} ${"word ".repeat(random.below(60))}`.trim();
    switch (random.below(10)) {
      case 0: return otto.propose(`Talk ${index}`, text);
      case 1: return otto.propose(talk.title, text, `Otto ${index}`);
      case 2: return talk.title === "Mine" ? null : otto.remove(talk.title);
      case 3: return comment && otto.rewrite(talk.title, comment.id, text);
      case 4: return comment && otto.withdraw(talk.title, comment.id);
      case 5: return otto.write("Mine", text);
      case 6: return otto.propose("Mine", text);
      case 7: return otto.restore();
      case 8: return talk.title === "Mine" ? null : otto.rename(talk.title, `Renamed ${index}`);
      default: return otto.write(talk.title, text);
    }
  };

  for (const seed of [1, 2, 3]) {
    it(`typing goes on undisturbed: text, caret, selection, focus and scroll (seed ${seed})`, async () => {
      const random = seeded(seed);
      for (const title of ["First", "Second", "Mine", "Fourth", "Fifth"]) await otto.propose(title, "A few words.");
      for (let index = 0; index < 4; index += 1) await otto.write("Mine", `comment ${index}`);
      await ana.comeAfresh();
      for (const title of ["First", "Mine", "Fifth"]) await ana.open(title);
      const field = ana.commentField("Mine");
      await field.focus();
      await remember();

      for (let index = 0; index < 15; index += 1) {
        const typing = ana.page.keyboard.type(random.pick(["so ", "and\n", "ü", "— "]));
        await Promise.all([change(random, index), typing]);
        if (random.below(3) === 0) {
          const length = (await field.inputValue()).length;
          await field.evaluate((dom, [start, end]) => dom.setSelectionRange(start, end),
            [random.below(length), length].sort((one, other) => one - other));
        }
        const before = await position();
        await change(random, 1000 + index);
        await beacon(`Beacon ${index}`);
        const now = await position();
        assert.ok(now.same, "the field is the same element, focused");
        assert.ok(Math.abs(now.top - before.top) <= 1, `the field moved from ${before.top} to ${now.top}`);
        assert.deepEqual({ ...now, top: 0 }, { ...before, top: 0 });
        await otto.remove(`Beacon ${index}`);
      }
    });
  }

  it("a talk removed under a half-typed comment leaves the text, the focus and a way to copy it", async () => {
    await otto.propose("Gone", "soon");
    await ana.comeAfresh();
    await ana.open("Gone");
    await ana.commentField("Gone").fill("half a thought");
    await remember();

    await otto.remove("Gone");
    await ana.tombstone("Removed: “Gone”").waitFor();
    assert.deepEqual([(await position()).same, (await position()).text], [true, "half a thought"]);

    await ana.button("Copy text").waitFor();
    assert.equal(await ana.commentField("Gone").inputValue(), "half a thought");
  });

  it("a talk removed under a half-typed edit of a comment leaves the text of it, and brings it back", async () => {
    await otto.propose("Gone");
    for (const text of ["first", "mine"]) await otto.write("Gone", text, "Ana");
    await ana.comeAfresh();
    await ana.open("Gone");
    await ana.comment("mine").getByRole("button", { name: /^Edit/ }).click();
    const field = ana.talk("Gone").getByRole("textbox", { name: "Comment", exact: true });
    await field.fill("half a thought");
    await ana.talk("Gone").locator(".talk-toggle").click();

    await otto.remove("Gone");
    await ana.tombstone("Removed: “Gone”").waitFor();
    assert.equal(await field.inputValue(), "half a thought");
    await ana.talk("Gone").getByRole("button", { name: "Copy text" }).waitFor();
    assert.equal(await ana.comment("first").isVisible(), false);

    await otto.restore();
    await ana.comment("first").waitFor();
    assert.equal(await field.inputValue(), "half a thought");
    await ana.talk("Gone").getByRole("button", { name: "Save" }).click();
    await ana.comment("half a thought").waitFor();
  });

  it("a focused button is not taken away, and goes once the focus has moved on", async () => {
    await otto.propose("Gone");
    await otto.propose("Stays");
    await ana.comeAfresh();
    await ana.button("Edit “Gone”").focus();
    await remember();

    await otto.remove("Gone");
    await ana.tombstone("Gone").waitFor();
    assert.ok((await position()).same);

    await ana.talk("Stays").locator(".talk-toggle").focus();
    await ana.button("Edit “Gone”").waitFor({ state: "hidden" });
  });

  it("a removed comment leaves a strip of its height, so that nothing moves", async () => {
    await otto.propose("Mine");
    const first = await otto.write("Mine", "one\ntwo\nthree");
    await otto.write("Mine", "below");
    await ana.comeAfresh();
    await ana.open("Mine");
    const top = () => ana.comment("below").evaluate(dom => dom.getBoundingClientRect().top);
    const before = await top();

    await otto.withdraw("Mine", first.id);
    await ana.tombstone("Comment by Otto removed.").waitFor();

    assert.equal(await top(), before);
    await ana.button("Hide this notice").click();
    assert.ok(await top() < before);
  });

  it("what is being read stays where it is when something above it grows or comes", async () => {
    for (let index = 0; index < 12; index += 1) await otto.propose(`Talk ${index}`, "Some words.");
    await ana.comeAfresh();
    await ana.open("Talk 0");
    await ana.talk("Talk 9").scrollIntoViewIfNeeded();
    await ana.page.evaluate(() => /** @type {any} */ (document.activeElement).blur());
    const top = () => ana.talk("Talk 8").evaluate(dom => Math.round(dom.getBoundingClientRect().top));
    const before = await top();

    await otto.write("Talk 0", "a comment\nof many\nlines");
    await otto.propose("Talk 1", "Many more words. ".repeat(20));
    await otto.remove("Talk 2");
    await beacon("End");

    assert.ok(Math.abs(await top() - before) <= 1);
  });

  it("a field above the board stays where it is when something below it grows", async () => {
    for (let index = 0; index < 24; index += 1) await otto.propose(`Talk ${index}`, "Some words.");
    await ana.page.setViewportSize({ width: 360, height: 2200 });
    await ana.comeAfresh();
    await ana.button("Propose a talk").click();
    await ana.titleField().fill("Half a title");
    await ana.titleField().evaluate(() => window.scrollTo(0, 40));
    await remember();
    const before = await position();

    await otto.propose("Talk 0", "Many more words. ".repeat(20));
    await otto.propose("Talk 1", "Many more words. ".repeat(20));
    await beacon("End");

    assert.deepEqual(await position(), before);
    await ana.page.setViewportSize({ width: 1000, height: 800 });
  });

  it("a comment on one of 300 talks touches that talk's nodes alone", async () => {
    for (let index = 0; index < 300; index += 1) await otto.propose(`Talk ${index}`, "Some words.");
    await otto.write("Talk 7", "Was here before");
    await ana.comeAfresh();
    await ana.open("Talk 7");
    await ana.page.evaluate(() => {
      const touched = window["touched"] = new Set();
      const name = ({ target }) => {
        const element = target.closest ? target : target.parentElement;
        return element.closest("[role=status]") ? "status" : element.closest(".pill") ? "pill"
          : element.closest(".comment, .talk > article > .prose, .form")?.className
          ?? element.closest(".talk")?.querySelector("h3").textContent ?? element.outerHTML.slice(0, 80);
      };
      new MutationObserver(records => records.forEach(record => touched.add(name(record)))).observe(document.body,
        { childList: true, subtree: true, attributes: true, characterData: true });
    });

    await otto.write("Talk 7", "Only here");
    await ana.comment("Only here").waitFor();

    const touched = await ana.page.evaluate(() => [...window["touched"]]);
    assert.deepEqual(touched.filter(name => !["status", "pill"].includes(name)), ["Talk 7"]);
  });

  it("changes out of sight are counted in a pill that leads to them, until seen", async () => {
    for (let index = 0; index < 12; index += 1) await otto.propose(`Talk ${index}`, "Some words.");
    await ana.comeAfresh();
    await otto.propose("Last");
    await otto.write("Talk 11", "Below");
    const pill = side => ana.page.locator(`.pill[data-side=${side}]`);
    await pill("below").getByText("↓ 1 new talk and 1 new comment").waitFor();

    await pill("below").click();
    await ana.talk("Talk 11").getByText("1 new").waitFor();
    await ana.focuses("Talk 11");

    await otto.propose("Talk 0", "Other words.");
    await pill("above").getByText("↑ 1 edit").waitFor();
    await pill("above").click();
    await ana.talk("Talk 0").locator(".talk-meta").getByText("Edited").waitFor();
    await pill("above").waitFor({ state: "hidden" });
  });

  it("what is read stays where it is when the marks above it go, and lines with them", async () => {
    await ana.page.setViewportSize({ width: 360, height: 1400 });
    await ana.comeAfresh();
    for (let index = 0; index < 20; index += 1) {
      await otto.propose(`Talk ${index}`, "", "N".repeat(1 + index % 12));
    }
    await ana.talk("Talk 12").locator("h3").focus();
    await ana.page.evaluate(() => document.activeElement?.scrollIntoView({ block: "end" }));
    const look = () => ana.page.evaluate(() => ({ top: document.activeElement?.getBoundingClientRect().top ?? NaN,
      above: [...document.querySelectorAll(".talk")].slice(0, 12).map(dom => dom.clientHeight).join() }));
    const before = await look();
    await ana.page.waitForFunction(() => [...document.querySelectorAll(".mark:not([hidden])")].every(dom => {
      const { bottom, top } = dom.getBoundingClientRect();
      return bottom < 0 || top > innerHeight;
    }));
    const now = await look();
    assert.notEqual(now.above, before.above);
    assert.ok(Math.abs(now.top - before.top) < 1, `moved by ${now.top - before.top}`);
    await ana.page.setViewportSize({ width: 1000, height: 800 });
  });

  it("a draft survives a reload, and opens its talk again", async () => {
    await otto.propose("Mine", "words");
    await ana.comeAfresh();
    await ana.open("Mine");
    await ana.commentField("Mine").fill("half a thought");
    await ana.startEditing("Mine");
    await ana.editing("Mine").getByRole("textbox", { name: "Summary" }).fill("half an edit");
    await ana.button("Propose a talk").click();
    await ana.titleField().fill("Half a title");

    await ana.visit();

    assert.equal(await ana.commentField("Mine").inputValue(), "half a thought");
    assert.equal(await ana.editing("Mine").getByRole("textbox", { name: "Summary" }).inputValue(), "half an edit");
    assert.equal(await ana.titleField().inputValue(), "Half a title");
  });
});
