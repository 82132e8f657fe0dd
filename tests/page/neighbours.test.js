// @ts-check
// Two boards on one host, each below a path of its own, in one browser: neither sees anything of the other.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Server } from "../support/server.js";
import { look, propose, until } from "../support/board.js";
import { Proxy, proxyNames } from "../support/proxies.js";
import { Person, startWorld } from "./support/browser.js";

const optionsOf = path => ({ memory: false,
  arguments: ["--trusted-proxy", "127.0.0.1", "--public-url", `https://localhost${path}`] });

describe("boards that share a host", () => {
  let world, proxy, ana;
  /** @type {Record<string, any>} */
  const boards = {};

  before(async () => {
    world = await startWorld({ ...optionsOf("/talks"), trusts: true });
    boards["/talks"] = { server: world.server };
    boards["/chess"] = { server: await Server.start(optionsOf("/chess")) };
    proxy = await Proxy.start("nginx", [boards["/talks"].server, boards["/chess"].server]);
    for (const [basePath, { server }] of Object.entries(boards)) {
      boards[basePath].direct = { port: server.port, basePath };
      await propose(boards[basePath].direct, `About ${basePath}`, { presenter: "Otto" });
    }
    const context = await world.browser.newContext({ serviceWorkers: "allow" });
    context.setDefaultTimeout(20_000);
    ana = { "/talks": await arrive(context, "/talks"), "/chess": await arrive(context, "/chess") };
  });
  after(async () => {
    await proxy.stop();
    await world.end();
    await boards["/chess"].server.remove();
  });

  /** A tab of the same browser. */
  async function arrive(context, path, state = "connected", through = proxy) {
    const person = new Person(await context.newPage(), /** @type {any} */ ({ url: through.url + path }), "Ana");
    await person.visit("/", state);
    return person;
  }
  const said = async path => (await look(boards[path].direct)).talks[0].comments.map(({ message }) => message);
  const nameField = person => person.page.locator(".talk").getByRole("textbox", { name: "Your name" });

  it("are live through every proxy", async () => {
    const context = await world.browser.newContext();
    for (const name of proxyNames) {
      const other = await Proxy.start(name, Object.values(boards).map(({ server }) => server));
      const { page } = await arrive(context, "/chess", "connected", other);
      await page.locator(".connection[data-transport=websocket]").waitFor();
      await page.close();
      await other.stop();
    }
    await context.close();
  });

  it("are live, each with its own talks", async () => {
    for (const [path, { page }] of Object.entries(ana)) {
      await page.locator(".connection[data-transport=websocket]").waitFor();
      assert.deepEqual(await page.locator(".talk h3").allInnerTexts(), [`About ${path}`]);
    }
  });

  it("keep names and drafts apart", async () => {
    const { "/talks": here, "/chess": there } = ana;
    await here.open("About /talks");
    await nameField(here).fill("Ana");
    await here.write("About /talks", "Written here");
    await here.button("Propose a talk").click();
    await here.titleField().fill("Half a title");
    await there.page.reload();
    await there.live();
    await there.open("About /chess");
    assert.equal(await nameField(there).inputValue(), "");
    await there.button("Propose a talk").click();
    assert.equal(await there.titleField().inputValue(), "");
    await here.page.reload();
    await here.live();
    assert.equal(await here.titleField().inputValue(), "Half a title");
    assert.equal(await nameField(here).count(), 0, "the name is known");
  });

  it("keep what waits apart, and send it to none but their own", async () => {
    const { "/talks": here, "/chess": there } = ana;
    await here.page.route(/comments$/, route => route.abort());
    await here.open("About /talks");
    await here.commentField("About /talks").fill("For here");
    await here.commentField("About /talks").press("Control+Enter");
    await here.page.locator(".waiting").filter({ hasText: "For here" }).waitFor();

    await there.page.reload();
    await there.live();
    await there.open("About /chess");
    await nameField(there).fill("Ana of chess");
    await there.write("About /chess", "For there");
    assert.equal(await there.page.locator(".waiting").count(), 0);
    assert.deepEqual([await said("/talks"), await said("/chess")], [["Written here"], ["For there"]]);

    await here.page.unroute(/comments$/);
    await here.page.reload();
    await until(async () => (await said("/talks")).includes("For here"), "what waited is sent");
    assert.deepEqual(await said("/chess"), ["For there"]);
  });

  it("are shown as they were where there is no network, each its own", async () => {
    const context = ana["/talks"].page.context();
    for (const { page } of Object.values(ana)) {
      await page.waitForFunction(() => navigator.serviceWorker.controller);
    }
    await proxy.stop();
    for (const [path, comment] of [["/talks", "For here"], ["/chess", "For there"]]) {
      const person = await arrive(context, path, "reconnecting");
      await person.open(`About ${path}`);
      await person.comment(comment).waitFor();
      assert.deepEqual(await person.page.locator(".talk h3").allInnerTexts(), [`About ${path}`]);
    }
  });

  it("have no name in the browser in common", async () => {
    const { page } = ana["/talks"];
    const names = await page.evaluate(async () => [...Object.keys(localStorage), ...Object.keys(sessionStorage),
      ...(await indexedDB.databases()).map(({ name }) => name), ...await caches.keys(),
      ...Object.values(await navigator.locks.query()).flat().map(({ name }) => name)]);
    assert.ok(names.length >= 8, names.join("\n"));
    for (const name of names) assert.match(name, /^skillboard\S* \/(talks|chess)\/( |$)/);
    const cookies = (await page.context().cookies([`${proxy.url}/talks/`, `${proxy.url}/chess/`]))
      .map(({ name, path }) => `${name} ${path}`);
    assert.deepEqual(cookies.sort(), ["__Secure-skillboard-device.chess /chess/",
      "__Secure-skillboard-device.talks /talks/"]);
    for (const { faults } of Object.values(ana)) assert.deepEqual(faults, []);
  });
});
