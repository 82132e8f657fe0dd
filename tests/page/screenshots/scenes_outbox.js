// @ts-check
// What waits to be sent, and the connection it waits for.
import { fillBoard } from "./boards.js";
import { beginWithTalk, online, send, waiting } from "../support/outbox.js";

/** @type {Record<string, (stage: any) => Promise<void>>} */
export const scenes = {
  async "outbox"({ world, line, person, shoot }) {
    const otto = await beginWithTalk(world);
    const ana = await person("Ana");
    await ana.open("Sourdough");
    await ana.write("Sourdough", "Is there rye?");
    await ana.page.route("**/comments", () => {});
    await send(ana, "Count me in");
    await waiting(ana, "Sending…").waitFor();
    await shoot(ana, "outbox-sending");
    await ana.page.unrouteAll();
    await ana.visit();
    await ana.page.locator(".comment:not(.waiting)", { hasText: "Count me in" }).waitFor();

    line.fault = "dead";
    await send(ana, "I bring the butter, and a second oven if somebody helps me carry it up the stairs.");
    await send(ana, "Never mind");
    await ana.button("Discard: Never mind").click();
    await ana.comment("Is there rye?").getByRole("button", { name: /^Edit your/ }).click();
    await ana.page.getByRole("textbox", { name: "Comment", exact: true }).fill("Is there spelt?");
    await ana.button("Save").click();
    await ana.button("Propose a talk").click();
    await ana.titleField().fill("Five knots that hold");
    await ana.page.locator(".propose").getByRole("textbox", { name: "Summary" }).fill("A metre of rope for everybody.");
    await ana.button("Propose talk").click();
    await ana.open("Five knots that hold");
    await ana.commentField("Five knots that hold").fill("I could use that");
    await ana.commentField("Five knots that hold").press("Control+Enter");
    await waiting(ana, "I could use that").first().waitFor();
    await ana.startEditing("Sourdough");
    await ana.editingField("Sourdough", "Summary").fill("Flour, water, salt and patience.");
    await ana.button("Save").click();
    await waiting(ana, "Flour, water, salt").waitFor();
    await shoot(ana, "outbox-waiting");

    await otto.propose("Five knots that hold", "Ropes.", "Otto");
    await otto.propose("Sourdough", "Without a schedule.", "Otto");
    line.fault = "";
    await ana.page.route("**/comments", route => route.fulfill({ status: 422, contentType: "application/problem+json",
      body: '{"title":"Too rude.","status":422,"field":"message"}' }));
    await online(ana);
    await waiting(ana, "There is a talk with this title already.").waitFor();
    await waiting(ana, "Too rude.").waitFor();
    await waiting(ana, "somebody else changed this talk").waitFor();
    await shoot(ana, "outbox-refused");
    await otto.remove("Sourdough");
    await ana.tombstone("Removed by Otto: “Sourdough”").waitFor();
    await shoot(ana, "outbox-tombstone");
    await ana.keeps(["Five knots that hold"]);
    await ana.visit();
    await ana.reads("“Sourdough” has been removed.");
    await shoot(ana, "outbox-gone");
  },

  async "outbox-old"({ world, line, person, shoot }) {
    await beginWithTalk(world);
    const ana = await person("Ana");
    await ana.open("Sourdough");
    line.fault = "dead";
    await send(ana, "Count me in");
    await waiting(ana, "Count me in").waitFor();
    await ana.page.clock.install({ time: Date.now() + 9 * 24 * 3600 * 1000 });
    await ana.visit();
    await waiting(ana, "no answer came").waitFor();
    await shoot(ana, "outbox-old");
  },

  async "connection"({ world, person, shoot }) {
    await fillBoard(world.server);
    const ana = await person("Ana");
    const only = { whole: false };
    await ana.page.context().setOffline(true);
    await ana.state("offline");
    await shoot(ana, "offline", only);
    await ana.page.context().setOffline(false);
    await ana.live();
    const bea = await person("Bea");
    await bea.page.route(/changes|talks$/, () => {});
    await bea.page.goto(bea.origin, { waitUntil: "commit" });
    await bea.state("connecting");
    await shoot(bea, "connecting", only);
    await world.server.kill();
    await ana.state("reconnecting");
    await shoot(ana, "reconnecting", only);
    await world.server.start();
  },

  async "kept"({ world, person, shoot }) {
    const board = await fillBoard(world.server);
    const ana = await person("Ana", { serviceWorkers: "allow", direct: true });
    await ana.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await ana.keeps((await board.list()).flatMap(({ title, comments }) =>
      [title, ...comments.map(({ message }) => message)]));
    await world.server.kill();
    await ana.page.context().setOffline(true);
    await ana.page.reload();
    await ana.state("offline");
    await ana.page.locator(".board-count", { hasText: "as of" }).waitFor();
    await shoot(ana, "kept", { whole: false });
    await world.server.start();
  },
};
