// @ts-check
// The page hears of changes over a stream, and over long polls where a proxy is of no use for streams.
import assert from "node:assert/strict";
import { request as send } from "node:http";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { until } from "../support/board.js";
import { Person, outsider, startWorld } from "./support/browser.js";
import { Doorway, leadTo } from "./support/doorway.js";

/** @typedef {(request: any, response: any) => void} Handler */

const asksForStream = ({ accept }) => accept === "text/event-stream";

/** Passes an answer on when it is complete, as some proxies do. @returns {Handler} */
const buffer = server => ({ url: path, headers }, response) => {
  const passedOn = send({ host: "127.0.0.1", port: server.port, path, headers }, answer => {
    /** @type {Buffer[]} */
    const pieces = [];
    answer.on("data", piece => pieces.push(piece));
    answer.on("end", () => response.writeHead(answer.statusCode, answer.headers).end(Buffer.concat(pieces)));
    answer.on("error", () => response.destroy());
  });
  passedOn.on("error", () => response.destroy());
  response.on("close", () => passedOn.destroy());
  passedOn.end();
};

/** Cuts an answer after a second. @returns {Handler} */
const cut = server => (request, response) => {
  const timer = setTimeout(() => response.destroy(), 1000);
  response.on("close", () => clearTimeout(timer));
  leadTo(server)(request, response);
};

/** @returns {(server: any) => Handler} */
const refuse = status => () => (_, response) => response.writeHead(status, { "Content-Type": "text/html" }).end("<p>");

describe("a page that is live", () => {
  let world, otto, ana, line, said = 0;

  before(async () => {
    world = await startWorld({ memory: false });
    otto = outsider(world.server, "Otto");
  });

  after(() => world.end());

  beforeEach(async () => {
    await world.renew();
    await otto.propose("Sourdough");
    said = 0;
  });

  afterEach(async () => {
    assert.deepEqual(ana.faults, []);
    await ana.leave();
    line.doorway.close();
  });

  /** Comes to the board by a proxy that does this with streams. @param {(server: any) => Handler} [proxy] */
  async function arrive(proxy = leadTo) {
    const [pass, stream] = [leadTo(world.server), proxy(world.server)];
    line = { asked: /** @type {string[]} */ ([]), doorway: await Doorway.open((request, response) => {
      const { url = "", headers } = request;
      if (!url.startsWith("/changes?since")) return pass(request, response);
      line.asked.push(asksForStream(headers) ? "stream" : headers.prefer ? "long poll" : "poll");
      (asksForStream(headers) ? stream : pass)(request, response);
    }) };
    ana = await Person.arrive(world.browser, /** @type {any} */ (line.doorway), "Ana");
    await ana.open("Sourdough");
    await ana.page.evaluate(() => {
      const dom = /** @type {HTMLElement} */ (document.querySelector(".connection"));
      const states = window["states"] = [dom.dataset.state];
      new MutationObserver(() => states.push(dom.dataset.state)).observe(dom, { attributeFilter: ["data-state"] });
    });
  }
  const waitsBy = kind => until(async () => line.asked.at(-1) === kind, `waits by a ${kind}: ${line.asked}`);
  async function say(times = 1) {
    for (let time = 0; time < times; time += 1) await otto.write("Sourdough", `Thought ${said += 1}.`);
  }

  /** Everything that was said stands there, once and in order. */
  async function hasAll() {
    await ana.comment(`Thought ${said}.`).waitFor();
    assert.deepEqual(await ana.page.locator(".comment .prose").allInnerTexts(),
      Array.from({ length: said }, (_, index) => `Thought ${index + 1}.`));
  }
  /** The states of the connection that were shown, in their order. */
  const states = async () => (await ana.page.evaluate(() => window["states"])).filter((state, index, all) =>
    state !== all[index - 1]);

  it("hears everything over one stream", async () => {
    await arrive();
    await waitsBy("stream");
    for (let time = 0; time < 5; time += 1) {
      await say(2);
      await hasAll();
    }
    assert.deepEqual(line.asked, ["poll", "stream"]);
    assert.deepEqual(await states(), ["connected"]);
  });

  it("goes on by another stream where it was when the server is killed, and when it is stopped", async () => {
    await arrive();
    for (const end of ["kill", "stop"]) {
      await waitsBy("stream");
      await say();
      await hasAll();
      await world.server[end]();
      await ana.page.locator(".connection", { hasText: /Reconnecting|Offline since/ }).waitFor();
      await world.server.start();
      await say(2);
      await ana.live();
      await hasAll();
    }
    await waitsBy("stream");
    await say();
    await hasAll();
    assert.ok(!line.asked.includes("long poll"), `${line.asked}`);
  });

  for (const [what, proxy] of /** @type {[string, (server: any) => Handler][]} */ ([["holds streams back", buffer],
    ["cuts streams after a second", cut], ["says 404 to streams", refuse(404)], ["says 406 to streams", refuse(406)],
    ["says 502 to streams", refuse(502)]])) {
    it(`is live by long polls behind a proxy that ${what}, and nobody sees it`, async () => {
      await arrive(proxy);
      await say(2);
      await hasAll();
      await waitsBy("long poll");
      for (let time = 0; time < 3; time += 1) {
        await say(2);
        await hasAll();
      }
      assert.equal(line.asked.filter(kind => kind === "stream").length, 1, `${line.asked}`);
      assert.deepEqual(await states(), ["connected"]);
    });
  }
});
