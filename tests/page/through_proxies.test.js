// @ts-check
// The page is live through the proxies that people put before a board, as docs/proxies sets them up, and through
// some that are of little use.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { until } from "../support/board.js";
import { BadProxy } from "../support/bad_proxies.js";
import { Proxy, proxyNames } from "../support/proxies.js";
import { Relay } from "../support/relay.js";
import { Person, outsider, startWorld } from "./support/browser.js";

/** How long nothing happens: longer than the page waits for a sign of life; and how soon something is seen that
 *  does, in milliseconds. */
const idle = 30000;
const soon = 8000;

/** @typedef {{port: number, url: string, stop: () => Promise<any>}} Way */
/** A way to the board, and by what the page is live there.
 *  @type {[string, string, (server: any) => Promise<Way>][]} */
const ways = [
  ...proxyNames.map(name => /** @type {[string, string, any]} */ ([name, "websocket",
    server => Proxy.start(name, server)])),
  ["one that knows no upgrade", "events", server => BadProxy.refuseUpgrades(server)],
  ["one that refuses upgrades", "events", server => BadProxy.refuseUpgrades(server, "502 Bad Gateway")],
  ["one that holds back what is not complete", "poll", server => BadProxy.holdBack(server)],
  ["one that cuts what is idle for 5 s", "poll", server => Relay.open(server, { idle: 5000 })],
];

describe("through each proxy the page", () => {
  let world, otto, bea;
  /** `end` is between the way and the board. @type {{name: string, transport: string, way: Way, end: Relay,
   *  ana: Person}[]} */
  const lines = [];
  /** Does it on all of them at once. @param {(line: typeof lines[0]) => Promise<any>} act */
  async function onEach(act) {
    const faults = [];
    await Promise.all(lines.map(line => act(line).catch(error => faults.push(`${line.name}: ${error.stack}`))));
    assert.equal(faults.join("\n"), "");
  }
  const live = ({ ana, transport }) =>
    ana.page.locator(`.connection[data-state=connected][data-transport=${transport}]`).waitFor();

  before(async () => {
    world = await startWorld({ memory: false, arguments: ["--trusted-proxy", "127.0.0.1"] });
    otto = outsider(world.server, "Otto");
    for (const [name, transport, open] of ways) {
      await otto.propose(name);
      const end = await Relay.open(world.server);
      lines.push({ name, transport, end, way: await open(end), ana: /** @type {any} */ (null) });
    }
    bea = await world.person("Bea");
    for (const { name } of lines) await bea.open(name);
  });

  after(async () => {
    await Promise.all(lines.flatMap(({ way, end }) => [way.stop(), end.stop()]));
    await world.end();
  });

  it("becomes live, by what works there", async () => {
    await onEach(async line => {
      line.ana = await Person.arrive(world.browser, /** @type {any} */ (line.way), `Ana ${lines.indexOf(line)}`,
        { ignoreHTTPSErrors: true });
      await line.ana.open(line.name);
      await watch(line.ana);
      await live(line);
    });
  });

  it("is at home where there is TLS: over HTTP/2, with a cookie for https alone", async () => {
    await onEach(async ({ ana, way }) => {
      const protocols = await ana.page.evaluate(() => performance.getEntriesByType("resource").map(
        entry => /** @type {PerformanceResourceTiming} */ (entry).nextHopProtocol));
      const cookies = (await ana.page.context().cookies()).map(({ name, secure }) => `${name} ${secure}`);
      const tls = way instanceof Proxy;
      assert.deepEqual([...new Set(protocols.filter(Boolean))], [tls ? "h2" : "http/1.1"]);
      assert.deepEqual(cookies, [tls ? "__Host-skillboard-device true" : "skillboard-device false"]);
    });
  });

  it("hears of others, and they of it", async () => {
    await onEach(async ({ name, ana }) => {
      await otto.write(name, `To ${name}.`);
      await ana.comment(`To ${name}.`).waitFor();
      await ana.write(name, `From ${name}.`);
      await bea.comment(`From ${name}.`).waitFor();
    });
  });

  it(`stays live where nothing happens for ${idle / 1000} s`, async () => {
    await sleep(idle);
    await onEach(async ({ name, transport, way, ana }) => {
      await otto.write(name, "At last.");
      await ana.comment("At last.").waitFor({ timeout: soon });
      const { state, by } = await seen(ana);
      assert.deepEqual(state, ["connected"]);
      assert.equal(by.at(-1), transport, by.join());
      if (way instanceof Relay) assert.ok(way.cuts >= idle / 5000, `${way.cuts} cuts`);
    });
  });

  it("comes back when the board does, by the same", async () => {
    await world.server.kill();
    await onEach(({ end }) => end.stop());
    await onEach(({ ana }) => ana.page.locator(".connection:not([data-state=connected])").waitFor());
    await world.server.start();
    await onEach(({ end }) => end.start());
    await onEach(async line => {
      await live(line);
      await otto.write(line.name, "Back.");
      await line.ana.comment("Back.").waitFor();
    });
  });

  it("is waited for no longer when it is closed, and had no fault", async () => {
    await onEach(async ({ ana, transport, end }) => {
      assert.deepEqual(ana.faults, []);
      // Proxies keep other connections, to use them again.
      const waiting = () => end.connections.filter(({ open, said }) =>
        open && (transport !== "websocket" || /^upgrade: websocket\r$/im.test(said))).length;
      // Between two polls there may be none for a moment.
      await until(async () => waiting() > 0, "the page waits");
      await ana.leave();
      await until(async () => waiting() === 0, "nobody waits");
    });
  });
});

/** Notes what the page shows of its connection from now on. */
const watch = ({ page }) => page.evaluate(() => {
  const dom = /** @type {HTMLElement} */ (document.querySelector(".connection"));
  const note = () => {
    const { state, transport } = dom.dataset;
    if (window["seen"].state.at(-1) !== state) window["seen"].state.push(state);
    if (window["seen"].by.at(-1) !== transport) window["seen"].by.push(transport);
  };
  window["seen"] = { state: [], by: [] };
  note();
  new MutationObserver(note).observe(dom, { attributes: true });
});
const seen = ({ page }) => page.evaluate(() => window["seen"]);
