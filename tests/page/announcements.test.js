// @ts-check
// What a screen reader is told, over time.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it, test } from "node:test";
import { createAnnouncer } from "../../public/js/views/announcer.js";
import { outsider, startWorld } from "./support/browser.js";
import { FakeClock, comment, talk } from "./support/fakes.js";

describe("a screen reader", () => {
  let world, ana, otto;

  before(async () => { world = await startWorld(); });
  after(() => world.end());

  beforeEach(async () => {
    await world.renew();
    otto = outsider(world.server, "Otto");
    await otto.propose("Knots");
    ana = await world.person("Ana");
    await ana.open("Knots");
    await ana.listen();
  });
  afterEach(() => world.everybodyLeaves());

  const said = () => ana.page.evaluate(() => window["said"]);
  const send = async message => {
    await ana.commentField("Knots").fill(message);
    await ana.commentField("Knots").press("Control+Enter");
  };

  it("is told what happens, in order and no more than that", async () => {
    await otto.propose("Bread");
    await ana.hears(/1 talk proposed/);
    for (let count = 0; count < 20; count += 1) await otto.write("Knots", `Thought ${count}`);
    await ana.comment("Thought 19").waitFor();
    await send("Which rope?");
    await ana.hears(/Comment saved/);
    await ana.button("Propose a talk").click();
    await ana.titleField().fill("Bread");
    await ana.button("Propose talk").click();
    await ana.hears(/this title already/);
    await ana.button("Cancel").click();
    await ana.hears(/20 comments/);

    await ana.page.context().setOffline(true);
    await ana.hears(/Offline/);
    await send("From the tunnel");
    await ana.hears(/kept on this device/);
    await ana.page.context().setOffline(false);
    await ana.hears(/Live again/);
    await ana.hears(/was waiting is saved/);

    await ana.removeTalk("Bread");
    await ana.hears(/Removed by you/);
    await ana.button("Undo the removal of “Bread”").click();
    await ana.hears(/is back/);
    await otto.remove("Bread");
    await ana.hears(/1 talk removed/);
    await otto.restore();
    await ana.hears(/brought back/);

    assert.deepEqual(await said(), [
      "status: By others: 1 talk proposed.",
      "status: Comment saved.",
      "alert: There is a talk with this title already. Comment on it, or choose another title.",
      "status: By others: 20 comments.",
      "status: Offline. What you type is kept.",
      "status: Not sent yet. It is kept on this device, and sent as soon as possible.",
      "status: Live again.",
      "status: What was waiting is saved.",
      "status: Removed by you: “Bread”",
      "status: “Bread” is back.",
      "status: By others: 1 talk removed.",
      "status: By others: 1 talk brought back.",
    ]);
  });

  it("is told as much of what others do as its person wants", async () => {
    const you = await ana.page.context().newPage();
    await you.goto(`${ana.origin}/you.html`);
    await you.getByRole("radio", { name: "A summary" }).and(you.locator(":checked")).waitFor();
    await you.getByRole("radio", { name: "Everything" }).check();
    await you.getByRole("status").getByText("Saved.").waitFor();
    await otto.write("Knots", "Hemp?");
    await ana.hears(/^status: Otto on “Knots”: Hemp\?$/);

    await you.getByRole("radio", { name: "Nothing" }).check();
    await you.reload();
    await you.getByRole("radio", { name: "Nothing" }).and(you.locator(":checked")).waitFor();
    await otto.write("Knots", "Jute?");
    await ana.comment("Jute?").waitFor();
    await send("Hemp it is");
    await ana.hears(/Comment saved/);
    assert.equal((await said()).length, 2);
  });
});

describe("what others do", () => {
  const region = () => {
    const said = [];
    return { said, set textContent(text) { if (text) said.push(text); } };
  };
  const begin = extent => {
    const [status, alarm, clock] = [region(), region(), new FakeClock()];
    const announcer = createAnnouncer({ status: /** @type {any} */ (status), alarm: /** @type {any} */ (alarm), clock,
      extent: () => extent });
    return { announcer, clock, said: status.said };
  };
  const written = message => ({ kind: /** @type {const} */ ("written"), id: "a",
    talk: talk("1", { comments: [comment("a", { message })] }) });

  test("is gathered for ten seconds at most", async () => {
    const { announcer, clock, said } = begin("");
    announcer.others([written("one")]);
    await clock.advance(100);
    assert.equal(said.length, 1);
    for (let second = 0; second < 9; second += 1) {
      await clock.advance(1000);
      announcer.others([written("more")]);
    }
    assert.equal(said.length, 1);
    await clock.advance(1000);
    assert.deepEqual(said.slice(1), ["By others: 9 comments."]);
    await clock.advance(60000);
    assert.equal(said.length, 2);
  });

  test("is told one by one where everything is wanted, up to what can be listened to", async () => {
    const { announcer, clock, said } = begin("all");
    const talks = Array.from({ length: 6 }, (_, index) => ({ kind: /** @type {const} */ ("removed"), id: `${index}`,
      talk: talk(`${index}`) }));
    announcer.others([written("x".repeat(300)), ...talks]);
    await clock.advance(100);
    assert.equal(said[0], `Bea on “Talk 1”: ${"x".repeat(200)}… “Talk 0” is removed. “Talk 1” is removed. `
      + "“Talk 2” is removed. “Talk 3” is removed. And 2 more changes.");
  });

  test("is not told where nothing is wanted, nor later", async () => {
    const { announcer, clock, said } = begin("none");
    announcer.others([written("one")]);
    await clock.advance(60000);
    assert.deepEqual(said, []);
    announcer.say("Saved.");
    await clock.advance(100);
    assert.deepEqual(said, ["Saved."]);
  });
});
