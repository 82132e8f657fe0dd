// @ts-check
// The conversation that the client published with the book has with its server: what it sends, and
// what it makes of the answers.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";

/** @type {Server} */
let server;
before(async () => { server = await Server.start(); });
after(() => server.remove());

/** A client that shows the talks it last heard of, as the book's does. */
class Client {
  talks = [];
  #tag;
  #stop = new AbortController();
  #heard = () => {};

  constructor() { this.running = this.#run(); }

  async #run() {
    while (!this.#stop.signal.aborted) {
      const headers = this.#tag ? { "If-None-Match": this.#tag, Prefer: "wait=90" } : {};
      const response = await fetch(`${server.url}/talks`, { headers, signal: this.#stop.signal });
      if (response.status === 304) continue;
      this.#tag = response.headers.get("ETag") ?? undefined;
      this.talks = await response.json();
      this.#heard();
    }
  }

  /** Waits until what it shows fulfils the condition. */
  async sees(condition) {
    while (!condition(this.talks)) {
      await Promise.race([this.running, new Promise(resolve => { this.#heard = () => resolve(undefined); })]);
    }
  }

  async send(method, path, body) {
    const options = body
      ? { method, body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }
      : { method };
    const response = await fetch(server.url + path, options);
    assert.ok(response.status < 400, await response.text());
    return response;
  }

  propose(title, presenter, summary) {
    return this.send("PUT", `/talks/${encodeURIComponent(title)}`, { presenter, summary });
  }

  comment(title, author, message) {
    return this.send("POST", `/talks/${encodeURIComponent(title)}/comments`, { author, message });
  }

  remove(title) { return this.send("DELETE", `/talks/${encodeURIComponent(title)}`); }

  async leave() {
    this.#stop.abort();
    await this.running.catch(() => {});
  }
}

test("two members see what each of them does", { timeout: 30_000 }, async () => {
  const [anna, ben] = [new Client(), new Client()];
  const has = (title, comments) => talks =>
    talks.some(talk => talk.title === title && talk.comments.length === comments);

  await anna.propose("How to juggle?", "Anna", "With three balls, then with four.");
  await ben.sees(has("How to juggle?", 0));
  await ben.comment("How to juggle?", "Ben", "May I bring clubs?");
  await anna.sees(has("How to juggle?", 1));
  await anna.comment("How to juggle?", "Anna", "Please do.");
  await ben.propose("Wheels / spokes", "Ben", "Truing 100 % by ear.");
  for (const client of [anna, ben]) {
    await client.sees(has("How to juggle?", 2));
    await client.sees(has("Wheels / spokes", 0));
  }
  const messages = anna.talks[0].comments.map(({ author, message }) => `${author}: ${message}`);
  assert.deepEqual(messages, ["Ben: May I bring clubs?", "Anna: Please do."]);
  assert.deepEqual(ben.talks, anna.talks);

  await anna.remove("Wheels / spokes");
  await ben.sees(talks => talks.length === 1);
  await Promise.all([anna.leave(), ben.leave()]);
});

test("an edit by the book's way shows at the other's", { timeout: 30_000 }, async () => {
  const [anna, ben] = [new Client(), new Client()];
  await anna.propose("Knots", "Anna", "Some.");
  await ben.sees(talks => talks.some(({ summary }) => summary === "Some."));
  await anna.propose("Knots", "Anna", "All of them.");
  await ben.sees(talks => talks.some(({ summary }) => summary === "All of them."));
  await Promise.all([anna.leave(), ben.leave()]);
});

test("every change of a storm arrives, and both agree in the end", { timeout: 60_000 }, async () => {
  const [anna, ben] = [new Client(), new Client()];
  const titles = Array.from({ length: 20 }, (_, index) => `Storm ${index}`);
  await Promise.all(titles.map((title, index) =>
    (index % 2 ? anna : ben).propose(title, "Somebody", "Something.")));
  await Promise.all(titles.map(title => ben.comment(title, "Ben", "One.")));
  await Promise.all(titles.map(title => anna.comment(title, "Anna", "Two.")));

  const settled = talks => titles.every(title =>
    talks.some(talk => talk.title === title && talk.comments.length === 2));
  await Promise.all([anna.sees(settled), ben.sees(settled)]);
  assert.deepEqual(anna.talks, ben.talks);
  await Promise.all([anna.leave(), ben.leave()]);
});

test("the list has every member that the book's client reads", { timeout: 30_000 }, async () => {
  const client = new Client();
  await client.propose("Members", "Anna", "Read.");
  await client.comment("Members", "Ben", "Written.");
  await client.sees(talks => talks.some(({ title, comments }) => title === "Members" && comments.length));
  const talk = client.talks.find(({ title }) => title === "Members");

  assert.deepEqual([talk.title, talk.presenter, talk.summary], ["Members", "Anna", "Read."]);
  assert.deepEqual([talk.comments[0].author, talk.comments[0].message], ["Ben", "Written."]);
  await client.leave();
});

test("a talk that is deleted and proposed anew is a new one, and the old one can come back", async () => {
  const client = new Client();
  await client.propose("Twice", "Anna", "The first.");
  await client.comment("Twice", "Ben", "On the first.");
  await client.sees(talks => talks.some(({ title, comments }) => title === "Twice" && comments.length === 1));
  const first = client.talks.find(({ title }) => title === "Twice");
  const removal = (await client.remove("Twice")).headers.get("Board-Version");
  await client.propose("Twice", "Carla", "The second.");
  await client.sees(talks => talks.some(({ summary }) => summary === "The second."));
  const second = client.talks.find(({ title }) => title === "Twice");
  assert.notEqual(second.id, first.id);
  assert.deepEqual(second.comments, []);

  const undo = () => fetch(`${server.url}/changes/${removal}/undo`, { method: "POST" });
  assert.equal((await undo()).status, 409);
  await client.send("PATCH", "/talks/Twice", { title: "Once" });
  assert.equal((await undo()).status, 201);

  await client.sees(talks => talks.some(({ summary }) => summary === "The first."));
  const { version, ...restored } = client.talks.find(({ title }) => title === "Twice");
  assert.deepEqual({ ...restored, version: first.version }, first);
  assert.equal(client.talks.find(({ title }) => title === "Once").id, second.id);
  await client.leave();
});

test("a failed request is told by its status and a text", async () => {
  const response = await fetch(`${server.url}/talks/${encodeURIComponent("Not there")}/comments`,
    { method: "POST", body: JSON.stringify({ author: "A", message: "B" }),
      headers: { "Content-Type": "application/json" } });
  assert.equal(response.status, 404);
  assert.ok((await response.text()).length > 0);

  const bad = await fetch(`${server.url}/talks/Bad`, { method: "PUT", body: "{",
    headers: { "Content-Type": "application/json" } });
  assert.equal(bad.status, 400);
});
