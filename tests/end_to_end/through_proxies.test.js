// @ts-check
// Scripts are live through the proxies that people put before a board, as docs/proxies sets them up.
import assert from "node:assert/strict";
import { get } from "node:https";
import { after, afterEach, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Server } from "../support/server.js";
import { Wire, ask } from "../support/raw_http.js";
import { comment, look, poll, propose, remove, talkPath, until } from "../support/board.js";
import { disperse } from "../support/crowd.js";
import { EventStream } from "../support/event_stream.js";
import { Proxy, proxyNames } from "../support/proxies.js";
import { Relay } from "../support/relay.js";
import { WebSocketClient } from "../support/websocket.js";

/** How much later than over a line of its own somebody may hear of something, in milliseconds. */
const mayBeLate = 150;
const mostOfOne = 20;
const behindProxy = ["--trusted-proxy", "127.0.0.1", "--max-waiters-per-address", String(mostOfOne)];

/** Longer than any of them waits for an answer unless it is told to. */
const hold = 100;

const tagOf = async server => (await look(server)).tag;
const listen = async (to, tag, headers = {}, basePath = "") => EventStream.open(to,
  `${basePath}/changes?since=${encodeURIComponent(tag)}`, { "Accept-Encoding": "gzip", ...headers });
/** A WebSocket that has been told where the board is. */
async function openSocket(proxy, tag, headers = {}, basePath = "") {
  const socket = await WebSocketClient.open({ port: proxy.port, socket: proxy.connect() },
    `${basePath}/changes?since=${encodeURIComponent(tag)}`, headers);
  assert.equal(socket.status, 101, socket.body);
  assert.equal((await socket.next()).tag, tag.slice(1, -1));
  return socket;
}

/** How much later the one hears of a comment than the other does, where nobody was busy with something else. */
async function lateness(server, title, far, near) {
  const late = [];
  for (let time = 0; time < 5; ++time) {
    const heard = [far, near].map(stream => stream.next().then(() => performance.now()));
    await comment(server, title, `Now ${time}.`);
    const [farAt, nearAt] = await Promise.all(heard);
    late.push(farAt - nearAt);
  }
  return Math.min(...late);
}

/** An answer as a browser asks for it: compressed, and in chunks or not. */
const getCompressed = (proxy, path, headers = {}) => new Promise((resolve, reject) => {
  get({ host: "127.0.0.1", port: proxy.port, path, agent: false, rejectUnauthorized: false,
    headers: { Host: "localhost", "Accept-Encoding": "gzip", ...headers } },
  answer => answer.resume().once("end", () => resolve(answer))).once("error", reject);
});

describe("behind a proxy", { concurrency: proxyNames.length + 3 }, () => {
  for (const name of proxyNames) {
    describe(`that is ${name} a script is live`, { concurrency: 1, timeout: 100_000 }, () => {
      let server, relay, proxy;
      /** @type {{destroy: () => void}[]} */
      let open = [];

      before(async () => {
        server = await Server.start({ memory: true, arguments: behindProxy });
        relay = await Relay.open(server);
        proxy = await Proxy.start(name, relay);
        await propose(server, "Knots", { summary: "A rope. ".repeat(500) });
      });
      after(async () => {
        await proxy?.stop();
        await relay?.stop();
        await server?.remove();
      });
      afterEach(() => disperse(open.splice(0)));

      const opened = async made => {
        const one = await made;
        open.push(one);
        return one;
      };
      const parked = async (headers = {}, address = undefined) => {
        const { tag } = await look(server);
        const wire = await opened(Wire.open({ port: proxy.port, secure: true, localAddress: address }));
        return wire.send(poll(tag, 30, headers));
      };

      it("by events, at once", async () => {
        // From the beginning: the whole board is long enough to be compressed, and held back for it.
        const [far, near] = [await opened(listen(proxy, "none")), await opened(listen(server, "none"))];
        assert.equal(far.headers["content-type"], "text/event-stream");
        for (const stream of [far, near]) assert.equal((await stream.next()).name, "board");
        const late = await lateness(server, "Knots", far, near);
        assert.ok(late < mayBeLate, `${late} ms late`);
      });

      it("by a WebSocket, at once, both ways", async () => {
        const tag = await tagOf(server);
        const far = await opened(openSocket(proxy, tag));
        assert.equal(far.headers["sec-websocket-protocol"], "skillboard.1");
        const late = await lateness(server, "Knots", far, await opened(listen(server, tag)));
        assert.ok(late < mayBeLate, `${late} ms late`);
        far.say({ id: "1", method: "POST", path: "/talks/Knots/comments", body: { author: "Ada", message: "I." } });
        assert.equal((await far.find(({ id }) => id === "1")).status, 201);
        assert.equal((await look(server)).talks[0].comments.at(-1).message, "I.");
      });

      it("whatever is in a title", async () => {
        for (const title of ["a/b", "a//b", "../a", "%2F", "a+b?c#d;e", "ü/日本", "a\\b"]) {
          assert.equal((await propose(proxy, title)).status, 201, title);
          assert.equal((await ask(proxy, "GET", talkPath(title))).json.title, title);
          assert.ok((await look(server)).talks.some(talk => talk.title === title), title);
          assert.equal((await remove(proxy, title)).status, 204);
        }
      });

      it("each at an address of their own, whatever they say of it", async () => {
        const made = index => ({ "X-Forwarded-For": `198.51.100.${index}`, Forwarded: `for=198.51.100.${index}`,
          "X-Real-IP": `198.51.100.${index}`, "X-Forwarded-Proto": "http", "Remote-User": "mallory",
          // What stands here goes no further than to the proxy, which is to say it all the same.
          ...(index % 2 && { Connection: "keep-alive, X-Forwarded-For, X-Forwarded-Proto" }) });
        const ones = [];
        for (let index = 0; index < mostOfOne + 5; ++index) ones.push(await parked(made(index), "127.0.0.2"));
        const answered = () => ones.filter(wire => wire.unread.length > 0);
        await until(async () => answered().length === 5, `five are refused: ${answered().length}`);
        for (const wire of answered()) assert.equal((await wire.response()).status, 429);
        const others = [];
        for (let index = 0; index < mostOfOne; ++index) others.push(await parked({}, "127.0.0.3"));
        await comment(server, "Knots", "For all.");
        for (const wire of others) assert.equal((await wire.response()).status, 200);

        assert.doesNotMatch(relay.said, /198\.51\.100\.|mallory/);
        assert.doesNotMatch(relay.said, /^x-forwarded-proto: http\r$/im);
        assert.match(relay.said, /^host: localhost\r$/im);
      });

      it("without a hot loop where it compresses", async () => {
        const { headers } = await getCompressed(proxy, "/talks");
        assert.equal(headers["content-encoding"], "gzip");
        const asked = Date.now();
        const again = await getCompressed(proxy, "/talks", { "If-None-Match": headers.etag, Prefer: "wait=1" });
        assert.equal(again.statusCode, 304);
        assert.ok(Date.now() - asked > 900, "it waits");
      });

      it("until they leave, and no longer", async () => {
        const tag = await tagOf(server);
        const waiting = { socket: await opened(openSocket(proxy, tag, { Mark: "socket" })),
          stream: await opened(listen(proxy, tag, { Mark: "stream" })) };
        // Apache looks at nobody before it has something for them, and keeps the connection for others then.
        if (name !== "apache") Object.assign(waiting, { poll: await parked({ Mark: "poll" }) });
        for (const [mark, one] of Object.entries(waiting)) {
          await until(async () => relay.whereSaid(`: ${mark}\r\n`), `a ${mark} waits`);
          one.destroy();
          await until(async () => {
            if (name === "apache" && mark === "stream") await comment(server, "Knots", "For those who listen.");
            return !relay.whereSaid(`: ${mark}\r\n`).open;
          }, `no ${mark} waits`);
        }
      });

      it("by https alone", async () => {
        const sent = await ask(proxy.plain, "GET", "/talks/a%2Fb?c");
        assert.equal(sent.status, 308);
        assert.match(sent.header("location") ?? "", /^https:\/\/localhost(:\d+)?\/talks\/a%2Fb\?c$/);
      });

      it("until the board stops, and is told why", async () => {
        const [socket, stream] = [await opened(openSocket(proxy, await tagOf(server))),
          await opened(listen(proxy, await tagOf(server)))];
        await server.stop();
        assert.equal(await socket.closed(), 1012);
        assert.equal(await stream.next(), null);
        assert.ok(stream.complete, "it ends as it should");
      });
    });
  }

  it("that is HAProxy without TLS events come at once, too", async context => {
    const server = await Server.start({ memory: true, arguments: behindProxy });
    context.after(() => server.remove());
    const redirect = "http-request redirect scheme https code 308 unless { ssl_fc }";
    const proxy = await Proxy.start("haproxy", server, sample => sample.replace(redirect, ""));
    context.after(() => proxy.stop());
    await propose(server, "Knots");
    const tag = await tagOf(server);
    const streams = [await listen(proxy.plain, tag), await listen(server, tag)];
    const late = await lateness(server, "Knots", ...streams);
    disperse(streams);
    assert.ok(late < mayBeLate, `${late} ms late`);
  });

  it("of each kind boards are below paths of one host", async context => {
    const boards = await Promise.all(["talks", "chess"].map(path => Server.start({ memory: true,
      arguments: [...behindProxy, "--public-url", `https://localhost/${path}`] })));
    context.after(() => Promise.all(boards.map(board => board.remove())));
    for (const name of proxyNames) {
      const proxy = await Proxy.start(name, boards);
      context.after(() => proxy.stop());
      for (const basePath of ["/talks", "/chess"]) {
        const board = { port: proxy.port, secure: true, basePath };
        const [title, location] = [`${name}/${basePath}`, `${basePath}/talks/${name}%2F%2F${basePath.slice(1)}`];
        const proposed = await propose(board, title);
        assert.deepEqual([proposed.status, proposed.header("location")], [201, location], name);
        assert.equal((await ask(proxy, "GET", location)).json.title, title);
        const { tag } = await look(board);
        const socket = await openSocket(proxy, tag, {}, basePath);
        const stream = await listen(proxy, tag, {}, basePath);
        await comment(board, title, "At once.");
        assert.equal((await socket.next()).changes[0].steps[0].title, title);
        assert.equal((await stream.next()).data.steps[0].title, title);
        disperse([socket, stream]);
        assert.equal((await ask(proxy, "GET", `${basePath}?a`)).header("location"), `${basePath}/?a`);
      }
    }
    const titles = await Promise.all(boards.map(async ({ port }, index) =>
      (await look({ port, basePath: ["/talks", "/chess"][index] })).talks.map(({ title }) => title)));
    assert.deepEqual(titles, ["/talks", "/chess"].map(path => proxyNames.map(name => `${name}/${path}`)));
  });

  it(`of each kind who waits is waited for, for ${hold} s and more`, async context => {
    const server = await Server.start({ memory: true, arguments: [...behindProxy, "--max-wait", "300"] });
    context.after(() => server.remove());
    await propose(server, "Knots");
    const { tag } = await look(server);
    const waiting = await Promise.all(proxyNames.map(async name => {
      const proxy = await Proxy.start(name, server);
      context.after(() => proxy.stop());
      return { name, wire: (await Wire.open(proxy)).send(poll(tag, 300)), socket: await openSocket(proxy, tag) };
    }));
    await sleep(hold * 1000);
    await comment(server, "Knots", "At last.");
    for (const { name, wire, socket } of waiting) {
      assert.equal((await wire.response()).status, 200, name);
      assert.equal((await socket.next())?.changes.length, 1, name);
      disperse([wire, socket]);
    }
  });
});
