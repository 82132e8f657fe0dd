// @ts-check
// What waits is the same in all tabs, and can be dealt with by everybody: by keyboard, by ear, on any screen.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { atEachWidth, checkRulesInBothSchemes, checkTargets, checkWidth } from "./support/audit.js";
import { startBadLine } from "./support/bad_line.js";
import { Person } from "./support/browser.js";
import { beginWithTalk, comments, online, saved, send, waiting } from "./support/outbox.js";

describe("what waits to be sent", () => {
  let world, people, otto, line;

  before(async () => {
    world = await startBadLine();
    line = world.line;
  });

  after(() => world.end());

  beforeEach(async () => {
    people = [];
    otto = await beginWithTalk(world);
  });

  afterEach(async () => {
    for (const person of people) {
      assert.deepEqual(person.faults, []);
      await person.leave();
    }
  });

  const arrive = async (options = {}) => {
    const person = await world.person("Ana", options);
    people.push(person);
    await person.open("Sourdough");
    return person;
  };
  /** Another tab of the same browser. */
  const another = async ana => {
    const tab = new Person(await ana.page.context().newPage(), ana.server, "Ana");
    await tab.visit();
    await tab.open("Sourdough");
    return tab;
  };
  /** As in pages that are not in a secure context. */
  const withoutLocks = ana => ana.page.context().addInitScript(() =>
    Object.defineProperty(Navigator.prototype, "locks", { get: () => undefined }));

  for (const locks of [true, false]) {
    it(`stands in every tab, and is sent by one of them (${locks ? "with" : "without"} locks)`, async () => {
      const ana = await arrive();
      if (!locks) await withoutLocks(ana);
      if (!locks) await ana.visit();
      const tab = await another(ana);
      await tab.listen();
      line.fault = "dead";
      await send(ana, "Hello");
      await waiting(tab, "Hello").getByText("Waiting to be sent").waitFor();

      line.fault = "";
      line.writes = [];
      await Promise.all([online(ana), online(tab)]);
      for (const each of [ana, tab]) {
        await saved(each, "Hello").waitFor();
        await waiting(each, "Hello").waitFor({ state: "detached" });
      }
      assert.equal(line.writes.length, 1);
      await tab.hears(/^status: What was waiting is saved\.$/);

      line.fault = "dead";
      await send(ana, "Other");
      await waiting(tab, "Other").waitFor();
      await tab.button("Discard: Other").click();
      await waiting(ana, "Discarded, not sent: Other").waitFor();
    });
  }

  it("asks nobody to stay on the page, and is the same without the browser's database", async () => {
    const ana = await arrive();
    await ana.page.context().addInitScript(() =>
      Object.defineProperty(window, "indexedDB", { get() { throw new DOMException("no", "SecurityError"); } }));
    await ana.visit();
    const dialogs = [];
    ana.page.on("dialog", dialog => { dialogs.push(dialog.type()); dialog.accept(); });
    line.fault = "dead";
    await send(ana, "Hello");
    await waiting(ana, "Hello").waitFor();
    await ana.commentField("Sourdough").fill("half a thought");
    await ana.visit();
    await waiting(ana, "Hello").waitFor();
    assert.equal(await waiting(ana, "do not close it").count(), 0);
    line.fault = "";
    await online(ana);
    await saved(ana, "Hello").waitFor();
    assert.deepEqual([await comments(otto), dialogs], [["Hello"], []]);
  });

  it("says so when nothing is kept, and only then asks before the page is closed", async () => {
    const ana = await arrive();
    await ana.page.context().addInitScript(() => {
      for (const name of ["indexedDB", "localStorage", "sessionStorage"]) {
        Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
      }
    });
    // The name that the test would remember for its person cannot be, either.
    ana.faults = [];
    await ana.visit();
    await ana.open("Sourdough");
    const dialogs = [];
    ana.page.on("dialog", dialog => { dialogs.push(dialog.type()); dialog.accept(); });
    await ana.visit();
    assert.deepEqual(dialogs, []);
    await ana.open("Sourdough");
    line.fault = "dead";
    await ana.commentField("Sourdough").fill("Hello");
    await ana.talk("Sourdough").getByRole("textbox", { name: "Your name" }).fill("Ana");
    await ana.button("Comment", ana.talk("Sourdough")).click();
    await waiting(ana, "do not close it before this is sent").waitFor();
    await ana.visit();
    assert.deepEqual(dialogs, ["beforeunload"]);
    ana.faults = [];
  });

  it("can be dealt with by the keyboard alone, and each deed is heard", async () => {
    const ana = await arrive();
    await ana.listen();
    line.fault = "dead";
    await send(ana, "Hello");
    await ana.hears(/^status: Not sent yet/);
    await ana.tabTo(/^Send now: Hello$/, "Shift+Tab");
    await ana.page.keyboard.press("Enter");
    await ana.hears(/^status: Still not sent\. The board cannot be reached\. This is kept on your device/);
    await ana.tabTo(/^Copy: Hello$/);
    await ana.page.keyboard.press("Enter");
    await ana.hears(/^status: Copied\.$/);
    await ana.tabTo(/^Discard: Hello$/);
    await ana.page.keyboard.press("Enter");
    await ana.hears(/^status: Discarded, not sent: Hello$/);
    await ana.focuses("Undo");
    await ana.page.keyboard.press("Enter");
    await ana.hears(/^status: It waits to be sent again\.$/);
    await ana.tabTo(/^Edit: Hello$/);
    await ana.page.keyboard.press("Space");
    await waiting(ana, "Hello").waitFor({ state: "detached" });
    await ana.focuses("Your comment");
    await ana.page.keyboard.press("Control+Enter");
    await ana.tabTo(/^Send now: Hello$/, "Shift+Tab");
    line.fault = "";
    await ana.page.keyboard.press("Enter");
    await ana.hears(/^status: What was waiting is saved\.$/);
    await waiting(ana, "Hello").waitFor({ state: "detached" });
    await ana.focuses("Your comment", "where one goes on");
    assert.deepEqual(await comments(otto), ["Hello"]);
  });

  it("does not tell again and again that it could not be sent", async () => {
    const ana = await arrive();
    await ana.listen();
    line.fault = "dead";
    await send(ana, "Hello");
    await ana.hears(/^status: Not sent yet/);
    for (let count = 0; count < 5; count += 1) {
      const tries = line.writes.length;
      await online(ana);
      while (line.writes.length === tries) await ana.page.evaluate(() => null);
    }
    await waiting(ana, "Waiting to be sent").waitFor();
    assert.equal((await ana.page.evaluate(() => window["said"])).filter(text => !/Live|Offline/.test(text)).length, 1);
  });

  /** Everything that can wait, in all states. */
  const everything = async ana => {
    await ana.write("Sourdough", "Is there rye?");
    line.fault = "dead";
    await send(ana, "A comment that waits and is long enough to need a second line on a phone");
    await send(ana, "Discarded");
    await ana.button("Discard: Discarded").click();
    await ana.comment("Is there rye?").getByRole("button", { name: /^Edit your/ }).click();
    await ana.page.getByRole("textbox", { name: "Comment", exact: true }).fill("Is there spelt?");
    await ana.button("Save").click();
    await ana.button("Propose a talk").click();
    await ana.titleField().fill("Knots");
    await ana.button("Propose talk").click();
    await ana.open("Knots");
    await ana.commentField("Knots").fill("A rope each");
    await ana.commentField("Knots").press("Control+Enter");
    await waiting(ana, "A rope each").first().waitFor();
    await ana.startEditing("Sourdough");
    await ana.editingField("Sourdough", "Summary").fill("Mine.");
    await ana.button("Save").click();
    await waiting(ana, "Mine.").waitFor();
  };
  const refuseAll = async ana => {
    await otto.propose("Knots", "Ropes.");
    await otto.propose("Sourdough", "Theirs.");
    line.fault = "";
    await ana.page.route("**/comments", route => route.fulfill({ status: 422, contentType: "application/problem+json",
      body: '{"title":"Too rude.","status":422,"field":"message"}' }));
    await online(ana);
    await waiting(ana, "There is a talk with this title already.").waitFor();
    await waiting(ana, "Too rude.").waitFor();
    await waiting(ana, "somebody else changed this talk").waitFor();
  };

  it("axe finds nothing in any state, in light and in dark colours", async () => {
    const ana = await arrive();
    await everything(ana);
    await checkRulesInBothSchemes(ana.page, "waiting and discarded");
    await refuseAll(ana);
    await checkRulesInBothSchemes(ana.page, "refused");
    await otto.remove("Sourdough");
    await ana.tombstone("Removed by Otto: “Sourdough”").waitFor();
    await checkRulesInBothSchemes(ana.page, "of a talk that has just been removed");
    await ana.keeps(["Knots"]);
    await ana.visit();
    await ana.reads("“Sourdough” has been removed.");
    await checkRulesInBothSchemes(ana.page, "of a talk that was removed");
  });

  for (const [what, hasTouch, widths] of /** @type {const} */ ([["a phone", true, [320, 360]],
    ["a desktop", false, [1280]]])) {
    it(`is not cut off or too small on ${what}`, async () => {
      const ana = await arrive({ viewport: { width: widths[0], height: 800 }, hasTouch });
      await everything(ana);
      await atEachWidth(ana.page, widths, async () => {
        await checkWidth(ana.page);
        await checkTargets(ana.page);
        const heights = await ana.page.locator(".waiting button:visible").evaluateAll(all =>
          all.map(dom => dom.getBoundingClientRect().height));
        assert.ok(Math.min(...heights) >= 44, String(heights));
      });
      await refuseAll(ana);
      await atEachWidth(ana.page, widths, () => checkWidth(ana.page));
    });
  }
});
