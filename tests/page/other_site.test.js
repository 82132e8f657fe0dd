// @ts-check
// A page of another site in a real browser, whose visitor has a name and talks on the board.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { look } from "../support/board.js";
import { claim } from "../support/names.js";
import { Person, startWorld } from "./support/browser.js";
import { Doorway, allowAll, leadTo } from "./support/doorway.js";
import { attemptsAt, changesOf, send, ways } from "./support/other_site.js";

const fetchMetadata = ["sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest", "sec-fetch-user"];

/** Where the page of the other site is, which way it takes, and whether the cookie comes with what it writes. */
const sites = [
  { name: "another site", host: "localhost", way: "door", cookie: false },
  { name: "another port of the board's host", host: "127.0.0.1", way: "door", cookie: true },
  { name: "another port, in a browser that tells no more than the origin", host: "127.0.0.1", way: "oldDoor",
    cookie: true },
];

describe("a page of another site", () => {
  let world, doors, ana, board, page, count = 0;

  before(async () => {
    world = await startWorld({ hosts: "MAP evil.test 127.0.0.1" });
    const { server } = world;
    const evil = (request, response) => (request.url === "/attack" ? allowAll : leadTo(server))(request, response);
    const answers = { door: leadTo(server), oldDoor: leadTo(server, fetchMetadata),
      mute: leadTo(server, [...fetchMetadata, "origin", "referer"]), site: allowAll, open: allowAll, evil };
    doors = Object.fromEntries(await Promise.all(Object.entries(answers).map(async ([name, answer]) =>
      [name, await Doorway.open(answer)])));
    ana = await Person.arrive(world.browser, doors.door, "Ana");
  });

  after(async () => {
    await world.end();
    for (const door of Object.values(doors)) door.close();
  });

  /** From the board's own page. */
  const act = (method, path, value) => ana.page.evaluate(send, { way: "same-origin", method,
    url: `${doors.door.url}${path}`, type: value && "application/json", value });

  const device = async () => {
    const { device: handle, names, waiting } = JSON.parse((await act("GET", "/device")).text);
    return { handle, waiting, names: names.map(({ name, devices }) => [name, devices.length]) };
  };

  /** Ana has a talk and two comments that she removed; Bea has a name. */
  beforeEach(async () => {
    await world.renew();
    await ana.visit();
    await ana.propose("Knots", "Ropes.");
    const versions = [];
    for (const message of ["One", "Two"]) {
      const { id } = JSON.parse((await act("POST", "/talks/Knots/comments", { author: "Ana", message })).text);
      versions.push((await act("DELETE", `/talks/Knots/comments/${id}`)).version);
    }
    await claim(world.server, "Knots", "Bea");
    board = { undo: versions[0], purge: versions[1], device: (await device()).handle };
    page = await ana.page.context().newPage();
  });

  afterEach(async () => {
    await page.close();
    assert.deepEqual(ana.faults.splice(0), []);
  });

  /** What the page got to know, and what came through the door: this method at least. */
  async function attempt(door, { path, arrives = "", ...what }, awaited = arrives) {
    const mark = `attempt=${count += 1}.`;
    const url = `${door.url}${path}${path.includes("?") ? "&" : "?"}${mark}`;
    const opened = /window$/.test(what.way) && page.context().waitForEvent("page");
    const told = await page.evaluate(send, { ...what, url });
    if (awaited) await door.answer(mark, awaited);
    if (opened) await closeLoaded(await opened);
    return { told, passed: door.answered(mark) };
  }

  /** Once its page has come: a window that is closed before can keep the one that opened it from going on. */
  async function closeLoaded(opened) {
    await opened.waitForLoadState();
    await opened.close();
  }

  const nameOf = ({ way, type = "", method, path }) => `${way} ${type} ${method} ${path}`;
  const frames = () => page.frames().slice(1).map(frame => frame.url()).filter(url => url.startsWith("http"));

  for (const { name, host, way, cookie } of sites) {
    it(`at ${name} changes nothing, whatever it sends`, async () => {
      await page.goto(doors.site.at(host));
      const state = [await look(world.server), await device()];
      for (const each of attemptsAt(board)) {
        const { told, passed } = await attempt(doors[way], each);
        assert.deepEqual(passed.map(({ method }) => method), each.arrives ? [each.arrives] : [], nameOf(each));
        if (each.arrives === "POST") {
          assert.deepEqual([passed[0].status, passed[0].cookie], [each.status ?? 403, cookie], nameOf(each));
        } else if (each.arrives !== "GET") {
          assert.equal(told, each.way === "beacon" ? true : "error", nameOf(each));
        }
        assert.deepEqual(await look(world.server), state[0], nameOf(each));
      }
      assert.deepEqual(await device(), state[1], "Ana is who she was");
      assert.equal((await act("POST", "/talks/Knots/comments", { author: "Ana", message: "Me" })).status, 201);
    });
  }

  for (const { name, host } of sites.slice(0, 2)) {
    it(`at ${name} reads nothing, and shows nothing in a frame`, async () => {
      await page.goto(doors.site.at(host));
      for (const path of ["/", "/talks", "/changes", "/device", "/none"]) {
        for (const way of ["cors", "no-cors", ...ways.filter(each => each !== "window")]) {
          const { told } = await attempt(doors.door, { way, method: "GET", path, arrives: "GET" });
          const ofBrowser = ["iframe", "embed"].includes(way); // its own page, which tells that it failed
          assert.equal(told, ofBrowser ? "load" : "error", `${way} ${path}`);
          assert.deepEqual(frames(), [], `${way} ${path}`);
        }
      }
      const headers = { "If-None-Match": (await look(world.server)).tag, Prefer: "wait=30" };
      const parked = { way: "cors", method: "GET", path: "/talks", headers, arrives: "OPTIONS" };
      assert.equal((await attempt(doors.door, parked)).told, "error");
    });

    it(`at ${name} has no hold on a window of the board that it opens`, async () => {
      await page.goto(doors.site.at(host));
      const opened = await open(doors.door);
      await opened.locator(".connection[data-state=connected]").waitFor();
      await page.waitForFunction(() => window["opened"].closed);
      await opened.close();
    });
  }

  /** The window that the page opens at the other end of this door. */
  async function open({ url }) {
    const opened = page.context().waitForEvent("page");
    await page.evaluate(send, { way: "window", method: "GET", url });
    await (await opened).waitForURL(`${url}/`);
    return opened;
  }

  it("does all of it where nothing keeps it out", async () => {
    await page.goto(doors.site.at("localhost"));
    for (const each of attemptsAt(board).filter(({ arrives }) => arrives)) {
      const { told, passed } = await attempt(doors.open, each, each.method);
      assert.equal(passed.at(-1).status, 200, nameOf(each));
      if (each.way === "cors") assert.match(told.text, /Everybody may read this/, nameOf(each));
      if (each.arrives === "POST" && each.way !== "cors") assert.equal(passed.length, 1, "nobody is asked first");
    }
    for (const way of ["iframe", "object", "embed"]) {
      await attempt(doors.open, { way, method: "GET", path: "/", arrives: "GET" });
      assert.equal(frames().length, 1, way);
    }
    const opened = await open(doors.open);
    assert.equal(await page.evaluate(() => window["opened"].closed), false);
    await opened.close();
  });

  it("is known by its forms, too, which send no JSON, where a browser says nothing of it", async () => {
    await page.goto(doors.site.at("127.0.0.1"));
    const before = await look(world.server);
    const forms = attemptsAt(board).filter(({ way, arrives, status }) =>
      way === "form in a frame" && arrives === "POST" && !status);
    for (const each of forms) {
      assert.equal((await attempt(doors.mute, each)).passed[0].status, 415, `${each.path} as ${each.type}`);
    }
    assert.deepEqual(await look(world.server), before);
  });

  it("could undo what happened, if browsers said nothing of it and it had more than forms", async () => {
    await page.goto(doors.site.at("127.0.0.1"));
    const bare = { way: "no-cors", method: "POST", path: `/changes/${board.undo}/undo`, arrives: "POST" };
    assert.equal((await attempt(doors.mute, bare)).passed[0].status, 201);
  });

  it("cannot do what the board's own page can, which is all of it", async () => {
    for (const [method, path, value] of changesOf(board)) {
      const { status, text } = await act(method, path, value);
      assert.ok(status >= 200 && status < 300, `${method} ${path}: ${status} ${text}`);
    }
    assert.deepEqual((await look(world.server)).talks.map(({ title }) => title), ["Stolen"]);
    assert.equal((await device()).waiting.name, "Bea");
  });

  it("is told nothing under a name of its own that leads here, and changes nothing", async () => {
    await page.goto(`${doors.evil.at("evil.test")}/attack`);
    const before = await look(world.server);
    const ask = (method, path, value, headers) => page.evaluate(send, { way: "same-origin", method, headers,
      url: `${new URL(page.url()).origin}${path}`, type: value && "application/json", value });
    const waiting = { "If-None-Match": before.tag, Prefer: "wait=30" };
    for (const [method, path, value, headers] of [["GET", "/"], ["GET", "/talks"], ["GET", "/talks/Knots"],
      ["GET", "/changes"], ["GET", "/device"], ["GET", "/talks", undefined, waiting], ...changesOf(board)]) {
      const { status, text } = await ask(method, path, value, headers);
      assert.equal(status, 421, `${method} ${path}`);
      assert.doesNotMatch(text, /Knots|Ropes|<html/);
    }
    assert.deepEqual(await look(world.server), before);

    const opened = await page.goto(doors.evil.at("evil.test"));
    assert.equal(opened.status(), 421);
    assert.equal((await page.context().cookies(doors.evil.at("evil.test"))).length, 0);
    await page.goto(`${doors.evil.url}/attack`);
    assert.match((await ask("GET", "/talks")).text, /Knots/, "the way is open, and led by the board's own name");
  });
});
