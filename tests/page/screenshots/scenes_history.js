// @ts-check
// The history in each of its states, and the page for unknown addresses.
import { outsider } from "../support/browser.js";
import { fillBoard, fillOddly, titles } from "./boards.js";

/** @type {Record<string, (stage: any) => Promise<void>>} */
export const scenes = {
  async "history-empty"({ person, shoot }) {
    const ana = await person("");
    await ana.lookBack();
    await ana.reads("Nothing has happened yet.");
    await shoot(ana, "history-empty");
    await ana.lookBack("?by=Nobody");
    await shoot(ana, "history-empty-filter");
  },

  async "history"({ world, person, shoot, camera }) {
    const [sourdough, , knots] = titles;
    const board = await fillBoard(world.server);
    const eve = outsider(world.server, "Eve");
    const ana = await person("Ana");
    await ana.write(sourdough, "Mine");
    await eve.withdraw(sourdough, await ana.comment("Mine").getAttribute("data-id"));
    await board.propose(knots, "Two ropes for everybody, and a third one to practise on at home.", "Tomás");
    await board.rename(knots, "Six knots");
    await eve.remove("Six knots");
    await eve.propose("Cheap watches", "Buy now!", "Eve");
    await eve.write(sourdough, "Cheap watches!", "Eve");
    await ana.lookBack();
    await ana.undoOf("Eve removed Tomás’s talk").click();
    await ana.entry("Ana brought back").waitFor();
    await shoot(ana, "history");
    await camera.print(ana, "history");
    await ana.entry("removed Ana’s comment").or(ana.entry("removed their comment")).first()
      .getByRole("button", { name: /^Erase/ }).click();
    await ana.page.route("**/undo", route => route.abort());
    await ana.page.getByRole("button", { name: /^Undo:/ }).first().click();
    await ana.reads("Not undone: the board cannot be reached.");
    await board.write(sourdough, "One more", "Bo");
    await ana.page.getByRole("button", { name: "↑ 1 newer change" }).waitFor();
    await shoot(ana, "history-question");
    await ana.page.unrouteAll();
    await ana.lookBack("?by=Eve");
    await shoot(ana, "history-filtered");
    await ana.page.getByRole("button", { name: /since this change$/ }).first().click();
    await ana.reads(/changes? undone\./);
    await shoot(ana, "history-undone");
  },

  async "history-odd"({ world, person, shoot }) {
    const board = await fillOddly(world.server);
    await board.propose("Proofs with pictures", "Only three of them, and each without words.\n".repeat(9), "Ada");
    const ana = await person("Ana");
    await ana.lookBack();
    await shoot(ana, "history-odd");
  },

  async "nowhere"({ world, person, shoot }) {
    const ana = await person("Ana");
    await ana.page.goto(`${world.server.url}/no/such/page`);
    await shoot(ana, "nowhere", { whole: false });
  },
};
