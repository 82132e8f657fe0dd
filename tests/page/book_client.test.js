// @ts-check
// People who use the client of the book in real browsers: it knows nothing of devices, and works.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { startWorld } from "./support/browser.js";
import { BookReader, bookClient } from "./support/book_reader.js";

describe("the client of the book", () => {
  let world, readers;

  before(async () => { world = await startWorld({ publicFolder: bookClient, arguments: ["--max-wait=2"] }); });

  after(() => world.end());

  beforeEach(async () => {
    await world.renew();
    readers = [];
  });

  afterEach(async () => {
    for (const reader of readers) {
      assert.deepEqual(reader.alerts, []);
      await reader.leave();
    }
  });

  const arrive = async (...names) => {
    const arrived = await Promise.all(names.map(name => BookReader.arrive(world.browser, world.server.url, name)));
    readers.push(...arrived);
    return arrived;
  };

  const all = (people, what) => Promise.all(people.map(what));

  const ask = (method, path, value) => fetch(`${world.server.url}${path}`, { method,
    ...(value && { headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) }) });

  const talks = async () => (await ask("GET", "/talks")).json();
  const summaries = async () => (await talks()).map(({ title, presenter, summary, comments }) =>
    [title, presenter, summary, ...comments.map(({ author, message }) => `${author}: ${message}`)]);

  /** Two people do with their talks all that the client lets them do. */
  async function converse([ana, bea], [nameOfAna, nameOfBea]) {
    const both = [ana, bea];
    await ana.propose("How to juggle?", "With three balls.");
    await all(both, reader => reader.sees("How to juggle?", `by ${nameOfAna}With three balls.`));
    await bea.propose("Wheels / spokes 100 %", "Truing by ear.");
    await all(both, reader => reader.sees("Wheels / spokes 100 %", `by ${nameOfBea}Truing by ear.`));

    await bea.write("How to juggle?", "May I bring clubs?");
    await all(both, reader => reader.sees("How to juggle?", `${nameOfBea}: May I bring clubs?`));
    await ana.write("Wheels / spokes 100 %", "By ear?");
    await all(both, reader => reader.sees("Wheels / spokes 100 %", `${nameOfAna}: By ear?`));

    await ana.propose("How to juggle?", "With four, too.");
    await all(both, reader => reader.sees("How to juggle?", "With four, too."));
    assert.deepEqual(await summaries(), [
      ["How to juggle?", nameOfAna, "With four, too.", `${nameOfBea}: May I bring clubs?`],
      ["Wheels / spokes 100 %", nameOfBea, "Truing by ear.", `${nameOfAna}: By ear?`]]);

    await bea.remove("How to juggle?");
    await all(both, reader => reader.misses("How to juggle?"));
    await bea.remove("Wheels / spokes 100 %");
    await all(both, reader => reader.misses("Wheels / spokes 100 %"));
    assert.deepEqual(await talks(), []);
  }

  it("lets two talk who never say their names", async () => {
    await converse(await arrive("", ""), ["Anon", "Anon"]);
  });

  it("lets two talk who have names of their own", async () => {
    await converse(await arrive("Ana", "Bea"), ["Ana", "Bea"]);
  });

  it("lets everybody edit what Anon has written, since that belongs to nobody", async () => {
    const [ana, anon] = await arrive("Ana", "");
    await anon.propose("Knots", "Some.");
    await ana.sees("Knots", "Some.");
    await ana.propose("Knots", "All of them.");
    await anon.sees("Knots", "by AnaAll of them.");
  });

  it("makes a device of each browser, by a cookie that no script sees", async () => {
    const [ana, bea] = await arrive("Ana", "Bea");
    const [[hers], [other]] = await Promise.all([ana.cookies(), bea.cookies()]);
    assert.deepEqual([hers.name, hers.path, hers.httpOnly, hers.sameSite], ["skillboard-device", "/", true, "Lax"]);
    assert.notEqual(hers.value, other.value);
    assert.equal(await ana.page.evaluate(() => document.cookie), "");

    await ana.visit();
    assert.deepEqual((await ana.cookies()).map(({ value }) => value), [hers.value]);
  });

  it("tells who takes the name of another that it is refused, and nothing is written", async () => {
    const [ana, bea, eve] = await arrive("Ana", "Bea", "Bea");
    await ana.propose("Knots", "Ropes.");
    await all([bea, eve], reader => reader.sees("Knots", "Ropes."));
    await bea.write("Knots", "It is me");
    await all([ana, eve], reader => reader.sees("Knots", "Bea: It is me"));
    const before = await summaries();

    assert.equal(await eve.isTold(() => eve.write("Knots", "No, me")), "Error: Conflict");
    assert.equal(await eve.isTold(() => eve.propose("Bread", "Mine")), "Error: Conflict");
    await eve.say("Eve");
    assert.equal(await eve.isTold(() => eve.propose("Knots", "Taken over")), "Error: Forbidden");
    assert.deepEqual(await summaries(), before);

    await eve.write("Knots", "I am Eve");
    await all([ana, bea], reader => reader.sees("Knots", "Eve: I am Eve"));
  });

  it("may do after a reload what it could before", async () => {
    const [ana, bea] = await arrive("Ana", "Bea");
    await ana.propose("Knots", "Ropes.");
    await bea.sees("Knots", "Ropes.");
    await bea.write("Knots", "Which?");
    await ana.sees("Knots", "Which?");
    await all([ana, bea], reader => reader.visit());

    assert.equal(await ana.field("Your name:").inputValue(), "Ana");
    await ana.propose("Knots", "All ropes.");
    await bea.sees("Knots", "All ropes.");
    await bea.write("Knots", "Good");
    await ana.sees("Knots", "Bea: Good");
  });

  it("goes on waiting when nothing happens, and when the board was away", async () => {
    const [ana, bea] = await arrive("Ana", "Bea");
    const nothing = () => bea.page.waitForResponse(response => response.status() === 304);
    await nothing();
    await nothing();
    await ana.propose("Knots", "Ropes.");
    await bea.sees("Knots", "Ropes.");

    await world.renew();
    await bea.misses("Knots");
    await ana.propose("Bread", "Rye.");
    await bea.sees("Bread", "by AnaRye.");
  });

  it("talks with a script that keeps no cookie", async () => {
    const script = (title, presenter, summary) => ask("PUT", `/talks/${title}`, { presenter, summary });
    assert.equal((await script("Knots", "Otto", "Ropes.")).status, 201);
    assert.equal((await ask("POST", "/talks/Knots/comments", { author: "Otto", message: "Which?" })).status, 201);
    assert.equal((await script("Knots", "Otto", "All ropes.")).status, 204);

    const [ana] = await arrive("Ana");
    await ana.sees("Knots", "by OttoAll ropes.Otto: Which?");
    await ana.write("Knots", "All");
    await ana.sees("Knots", "Ana: All");
    assert.equal((await script("Bread", "Ana", "Not hers.")).status, 409);
    assert.equal((await ask("DELETE", "/talks/Knots")).status, 204);
    await ana.misses("Knots");
    assert.deepEqual(await talks(), []);
  });
});
