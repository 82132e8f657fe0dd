// @ts-check
// The page where there is no network, and when there is another version of it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { startWorld } from "./support/browser.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

describe("the page", () => {
  let folder, world, ana;

  /** Makes the page as it is served, of sources in which words stand for others. */
  function make(words = "") {
    const [source, output] = ["source", "served"].map(name => join(folder, name));
    cpSync(join(root, "public"), source, { recursive: true });
    const catalogue = join(source, "js/words/en.js");
    if (words) {
      writeFileSync(catalogue, readFileSync(catalogue, "utf8").replace("Propose a talk", words));
      writeFileSync(join(source, "css/base.css"), `h1 { color: teal; }\n${readFileSync(join(source, "css/base.css"))}`);
    }
    execFileSync("cmake", [`-DSOURCE=${source}`, `-DOUTPUT=${output}`, "-DESBUILD=esbuild",
      "-P", join(root, "cmake/page.cmake")]);
    return output;
  }

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "skillboard-page-"));
    world = await startWorld({ publicFolder: make() });
  });
  after(async () => {
    await world.end();
    rmSync(folder, { recursive: true });
  });

  const kept = person => person.page.waitForFunction(() => navigator.serviceWorker.controller !== null);

  beforeEach(async () => {
    make();
    await world.renew();
    ana = await world.person("Ana", { serviceWorkers: "allow" });
    await kept(ana);
  });
  afterEach(() => ana.leave());

  it("opens without a server, whichever of it, and is live once there is one", async () => {
    await world.server.kill();
    for (const [path, role, name] of [["/?x=1", "button", "Propose a talk"], ["/you.html", "link", "Back to the talks"],
      ["/history.html?talk=1", "link", "Back to the talks"], ["/", "button", "Propose a talk"]]) {
      await ana.page.goto(ana.origin + path);
      await ana.page.getByRole(role, { name }).waitFor();
      await ana.state("reconnecting");
    }
    await world.server.start();
    await ana.page.evaluate(() => dispatchEvent(new Event("online")));
    await ana.live();
  });

  it("opens where the server takes too long", async () => {
    world.server.signal("SIGSTOP");
    await ana.page.reload();
    await ana.button("Propose a talk").waitFor();
    world.server.signal("SIGCONT");
    await ana.live();
  });

  it("opens where a proxy says that the server is out of order", async () => {
    await ana.page.context().route("**/*", route =>
      new URL(route.request().url()).pathname === "/" ? route.fulfill({ status: 502, body: "Bad Gateway" })
        : route.continue());
    await ana.page.reload();
    await ana.button("Propose a talk").waitFor();
    await ana.live();
  });

  it("asks the board itself, and nothing that is kept, for talks, changes and names", async () => {
    const names = await ana.page.evaluate(async () => {
      const all = await Promise.all((await caches.keys()).map(async name => (await caches.open(name)).keys()));
      return all.flat().map(({ url }) => new URL(url).pathname);
    });
    assert.ok(names.length > 10);
    assert.deepEqual(names.filter(name => /talks|changes|device|door/.test(name)), []);
  });

  it("is known as a device, whether a worker stands between or not", async () => {
    const cookies = () => ana.page.context().cookies();
    const [before] = await cookies();
    await ana.page.reload();
    await ana.live();
    const [now] = await cookies();
    assert.equal(now.value, before.value);
    assert.ok(now.expires >= before.expires);
    await ana.page.context().clearCookies();
    await ana.page.reload();
    await ana.live();
    assert.notEqual((await cookies())[0].value, before.value);
  });

  it("is of one version, the newest there is, and opens so without a server from then on", async () => {
    make("Suggest a talk");
    await world.server.stop();
    await world.server.start();
    const loaded = new Set();
    ana.page.on("request", request => {
      if (/\.(js|css)$/.test(request.url())) loaded.add(new URL(request.url()).pathname.slice(1));
    });
    const updated = ana.page.evaluate(async () => {
      const { promise, resolve } = Promise.withResolvers();
      navigator.serviceWorker.addEventListener("controllerchange", resolve);
      await (await navigator.serviceWorker.ready).update();
      return promise.then(() => true);
    });
    assert.equal(await updated, true);
    await ana.button("Propose a talk").waitFor(); // what is open goes on

    await ana.page.reload();
    await ana.button("Suggest a talk").waitFor();
    const html = readFileSync(join(folder, "served/index.html"), "utf8");
    loaded.delete("service-worker.js");
    for (const name of loaded) assert.ok(html.includes(name), `${name} is an old one`);
    await world.server.kill();
    await ana.page.reload();
    await ana.button("Suggest a talk").waitFor();
    await ana.state("reconnecting");
    assert.equal(await ana.page.evaluate(async () => (await caches.keys()).length), 1);
    await world.server.start();
  });
});
