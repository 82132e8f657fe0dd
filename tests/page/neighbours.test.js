// @ts-check
// Two boards on one host, each in a folder of its own: what is sent to one never gets to the other.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Server } from "../support/server.js";
import { Person, outsider, startWorld } from "./support/browser.js";
import { Doorway, leadSocketTo, leadTo } from "./support/doorway.js";

describe("boards that share a host", () => {
  let world, other, doorway;
  let isCut = false;

  before(async () => {
    [world, other] = await Promise.all([startWorld(), Server.start({ memory: true })]);
    const boards = { here: leadTo(world.server), there: leadTo(other) };
    const sockets = { here: leadSocketTo(world.server), there: leadSocketTo(other) };
    /** The folder that is asked for, which the board in it knows nothing of. */
    const folderOf = request => {
      const [, folder = "", path] = /^\/(here|there)(\/.*)$/.exec(request.url ?? "") ?? [];
      if (path) request.url = path;
      return folder;
    };
    doorway = await Doorway.open((request, response) => {
      const folder = folderOf(request);
      if (!folder || (isCut && request.method === "POST")) return request.socket.destroy();
      boards[folder](request, response);
    }, (request, socket, head) => sockets[folderOf(request)](request, socket, head));
    for (const server of [world.server, other]) await outsider(server).propose("Sourdough");
  });
  after(async () => {
    await world.end();
    await other.remove();
    doorway.close();
  });

  it("keep what waits apart", async () => {
    const at = folder => /** @type {any} */ ({ url: `${doorway.url}/${folder}` });
    const ana = await Person.arrive(world.browser, at("here"), "Ana");
    isCut = true;
    await ana.open("Sourdough");
    await ana.commentField("Sourdough").fill("For here");
    await ana.commentField("Sourdough").press("Control+Enter");
    await ana.page.locator(".waiting").filter({ hasText: "For here" }).waitFor();
    const next = new Person(await ana.page.context().newPage(), at("there"), "Ana");
    await ana.page.close();
    isCut = false;

    await next.visit();
    await next.page.locator(".connection[data-transport=websocket]").waitFor();
    await next.write("Sourdough", "For there");
    assert.equal(await next.page.locator(".waiting").count(), 0);
    const said = async server => (await outsider(server).list())[0].comments.map(({ message }) => message);
    assert.deepEqual([await said(world.server), await said(other)], [[], ["For there"]]);

    const back = new Person(await next.page.context().newPage(), at("here"), "Ana");
    await back.visit();
    await back.comment("For here").getByRole("button", { name: /^Remove/ }).waitFor();
    assert.deepEqual([await said(world.server), await said(other)], [["For here"], ["For there"]]);
    assert.deepEqual([...ana.faults, ...next.faults, ...back.faults], []);
    await back.leave();
  });
});
