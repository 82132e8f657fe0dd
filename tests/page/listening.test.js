// @ts-check
// The page hears of changes by a WebSocket, and by a stream or long polls where a proxy is of no use for better ones.
import assert from "node:assert/strict";
import { request as send } from "node:http";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { until } from "../support/board.js";
import { Person, outsider, startWorld } from "./support/browser.js";
import { Doorway, leadSocketTo, leadTo } from "./support/doorway.js";

/** @typedef {(request: any, response: any) => void} Handler */
/** What somebody on the way does with streams, with polls that wait, and with WebSockets; the best, unless told.
 *  @typedef {{stream?: (server: any) => Handler, longPoll?: (server: any) => Handler,
 *   socket?: ((server: any) => import("./support/doorway.js").Upgrade) | null}} Proxy */

const kindOf = ({ accept, prefer, upgrade }) => upgrade ? "socket"
  : accept === "text/event-stream" ? "stream" : prefer ? "long poll" : "poll";

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

/** Ends after a second and a bit what was not over before. @param {(response: any) => void} end */
const endSoon = (response, end) => {
  const timer = setTimeout(() => end(response), 1200);
  response.on("close", () => clearTimeout(timer));
};

/** Cuts an answer. @returns {Handler} */
const cut = server => (request, response) => {
  endSoon(response, () => response.destroy());
  leadTo(server)(request, response);
};

/** Answers for a server that does not, as far as somebody on the way can tell. @returns {Handler} */
const timeOut = server => (request, response) => {
  const answer = leadTo(server);
  endSoon(response, () => { if (!response.headersSent) response.writeHead(504).end("<p>"); });
  answer(request, response);
};

/** @returns {(server: any) => Handler} */
const refuse = status => () => (_, response) => response.writeHead(status, { "Content-Type": "text/html" }).end("<p>");

/** @type {Record<string, (server: any) => import("./support/doorway.js").Upgrade>} */
const sockets = {
  "says 403 to WebSockets": () => (_, socket) => { socket.end("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"); },
  "holds WebSockets back": () => () => {},
  "cuts WebSockets at once": () => (_, socket) => { socket.destroy(); },
  "cuts WebSockets after a second": server => (request, socket, head) => {
    endSoon(socket, () => socket.destroy());
    leadSocketTo(server)(request, socket, head);
  },
};

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

  /** Comes to the board by a proxy. @param {Proxy} [proxy] */
  async function arrive({ stream = leadTo, longPoll = leadTo, socket = leadSocketTo } = {}) {
    const pass = leadTo(world.server);
    const handlers = { "stream": stream(world.server), "long poll": longPoll(world.server) };
    line = { asked: /** @type {string[]} */ ([]) };
    const noted = headers => {
      line.asked.push(kindOf(headers));
      return line.asked.at(-1);
    };
    const upgrade = socket?.(world.server);
    line.doorway = await Doorway.open((request, response) => {
      const kind = request.url?.startsWith("/changes?since") ? noted(request.headers) : "";
      (handlers[kind] ?? pass)(request, response);
    }, upgrade && ((request, ...rest) => {
      noted(request.headers);
      upgrade(request, ...rest);
    }));
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

  const transport = name => ana.page.locator(`.connection[data-transport=${name}]`).waitFor();

  it("hears everything by one WebSocket", async () => {
    await arrive();
    await transport("websocket");
    for (let time = 0; time < 5; time += 1) {
      await say(2);
      await hasAll();
    }
    assert.deepEqual(line.asked, ["poll", "socket"]);
    assert.deepEqual(await states(), ["connected"]);
    assert.match(await ana.page.locator(".connection").getAttribute("title"), /\(WebSocket\)/);
  });

  it("hears everything over one stream where there are no WebSockets, and knows that when it is opened again",
    async () => {
      await arrive({ socket: null });
      await transport("events");
      for (let time = 0; time < 5; time += 1) {
        await say(2);
        await hasAll();
      }
      assert.deepEqual(line.asked, ["poll", "socket", "poll", "stream"]);
      assert.deepEqual(await states(), ["connected"]);
      await ana.visit();
      await transport("events");
      assert.deepEqual(line.asked.slice(4), ["poll", "stream"]);
    });

  for (const [kind, proxy] of /** @type {[string, Proxy][]} */ ([["socket", {}], ["stream", { socket: null }]])) {
    it(`goes on by another ${kind} where it was when the server is killed, and when it is stopped`, async () => {
      await arrive(proxy);
      for (const end of ["kill", "stop"]) {
        await waitsBy(kind);
        await say();
        await hasAll();
        await world.server[end]();
        await ana.page.locator(".connection", { hasText: /Reconnecting|Offline since/ }).waitFor();
        await world.server.start();
        await say(2);
        await ana.live();
        await hasAll();
      }
      await waitsBy(kind);
      await say();
      await hasAll();
      assert.equal(line.asked.at(-1), kind, "a server that goes is no reason not to try it again");
    });
  }

  /** It is live by that, from the beginning, behind a proxy on which one is not by anything better. */
  async function isLiveBy(kind, name) {
    await say(2);
    await hasAll();
    await waitsBy(kind);
    await transport(name);
    for (let time = 0; time < 3; time += 1) {
      await say(2);
      await hasAll();
    }
    assert.deepEqual(await states(), ["connected"]);
  }

  for (const [what, socket] of Object.entries(sockets)) {
    it(`is live over a stream behind a proxy that ${what}, and nobody sees it`, async () => {
      await arrive({ socket });
      await isLiveBy("stream", "events");
      assert.equal(line.asked.filter(kind => kind === "socket").length, 1, `${line.asked}`);
    });
  }

  for (const [what, stream] of /** @type {[string, (server: any) => Handler][]} */ ([["holds streams back", buffer],
    ["cuts streams after a second", cut], ["says 404 to streams", refuse(404)], ["says 406 to streams", refuse(406)],
    ["says 502 to streams", refuse(502)]])) {
    it(`is live by long polls behind a proxy that ${what}, and nobody sees it`, async () => {
      await arrive({ socket: null, stream });
      await isLiveBy("long poll", "poll");
      assert.equal(line.asked.filter(kind => kind === "stream").length, 1, `${line.asked}`);
    });
  }

  for (const [what, longPoll] of /** @type {[string, (server: any) => Handler][]} */ ([["cuts them", cut],
    ["says 504 to them", timeOut]])) {
    it(`is live by long polls behind a proxy that ${what} after a second, and nobody sees it`, async () => {
      await arrive({ socket: null, stream: refuse(404), longPoll });
      await isLiveBy("long poll", "poll");
      const asked = line.asked.length;
      await until(async () => line.asked.length >= asked + 4, "nothing happens, and two are cut");
      await say();
      await hasAll();
      assert.deepEqual(await states(), ["connected"]);
    });
  }
});
