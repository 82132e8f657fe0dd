// @ts-check
// The board in each of its states.
import { outsider } from "../support/browser.js";
import { fillBoard, fillOddly, titles } from "./boards.js";

const [sourdough, unicycling, knots, sky] = titles;

/** @param {any} stage */
async function begin(stage, name = "Ana", options = {}) {
  const board = await fillBoard(stage.world.server);
  const ana = await stage.person(name, options);
  await ana.talk(sky).waitFor();
  return { ana, board };
}

/** @type {Record<string, (stage: any) => Promise<void>>} */
export const scenes = {
  async "board-empty"({ person, shoot }) {
    const ana = await person("");
    await shoot(ana, "board-empty");
    await ana.button("Propose the first talk").click();
    await shoot(ana, "propose-form");
    await ana.button("Propose talk").click();
    await shoot(ana, "propose-errors");
    await ana.titleField().fill("Juggling, first steps");
    const form = ana.page.locator(".propose");
    await form.getByRole("textbox", { name: "Summary" }).fill("Three scarves, then three balls.");
    await form.getByRole("textbox", { name: "Your name" }).fill("Ana");
    await ana.page.route("**/talks/*", () => {});
    await ana.button("Propose talk").click();
    await ana.button("Sending…").waitFor();
    await shoot(ana, "propose-busy");
  },

  async "board"(stage) {
    const { ana } = await begin(stage);
    await stage.shoot(ana, "board");
    await ana.open(sourdough);
    await stage.shoot(ana, "board-open");
    await ana.commentField(sourdough).fill("I could bring the butter.");
    await stage.shoot(ana, "board-typing");
    await stage.camera.print(ana, "board");
    await ana.removeTalk(knots);
    await stage.camera.print(ana, "board-removed");
    await ana.propose("Juggling, first steps", "Three scarves, then three balls.");
    await ana.reads("“Juggling, first steps” is on the board.");
    await stage.shoot(ana, "propose-done");
    await ana.button("Propose a talk").click();
    await stage.shoot(ana, "propose-as");
  },

  async "board-odd"({ world, person, shoot, camera }) {
    await fillOddly(world.server);
    const ana = await person("");
    await ana.talk("Proofs with pictures").waitFor();
    await shoot(ana, "board-odd");
    await ana.open("Proofs with pictures");
    await ana.page.locator(".talk-toggle").first().click();
    await ana.open("كيف نخبز خبز العجين المخمر في البيت");
    await shoot(ana, "board-odd-open");
    await camera.print(ana, "board-odd");
  },

  async "editing"(stage) {
    const { ana, board } = await begin(stage);
    await board.write(knots, "I have ropes for five.", "Ana");
    await ana.open(knots);
    await ana.startEditing(knots);
    await ana.comment("I have ropes").getByRole("button", { name: /^Edit/ }).click();
    await stage.shoot(ana, "editing");
    await ana.editingField(knots, "Title").fill("");
    await ana.button("Save", ana.editing(knots)).click();
    await board.propose(knots, "A metre of rope for everybody, and two for those who sail.", "Tomás");
    await ana.reads("Somebody else changed this talk meanwhile");
    await stage.shoot(ana, "editing-theirs");
    await ana.editingField(knots, "Title").fill("Knots for all");
    await ana.editingField(knots, "Summary").fill("Two metres of rope for everybody.");
    await ana.button("Save", ana.editing(knots)).click();
    await ana.button("Save mine instead").waitFor();
    await stage.shoot(ana, "editing-refused");
  },

  async "removed"(stage) {
    const { ana, board } = await begin(stage);
    await ana.open(unicycling);
    await ana.comment("None. The smallest").getByRole("button", { name: /^Remove/ }).click();
    await ana.tombstone("removed by you").waitFor();
    const { comments } = (await board.list()).find(({ title }) => title === unicycling);
    await outsider(stage.world.server, "Bo").withdraw(unicycling, comments.at(-1).id);
    await ana.tombstone("removed by Bo").waitFor();
    await ana.removeTalk(knots);
    await ana.open(sourdough);
    await ana.commentField(sourdough).fill("Half a thought about rye");
    await outsider(stage.world.server, "Bo").remove(sourdough);
    await ana.tombstone(`Removed by Bo: “${sourdough}”`).waitFor();
    await stage.shoot(ana, "removed");
    await ana.page.route("**/undo", route => route.abort());
    await ana.button(`Undo the removal of “${knots}”`).click();
    await ana.reads("Not undone: the board cannot be reached.");
    await stage.shoot(ana, "removed-not-undone");
  },

  async "removal-asked"({ person, shoot }) {
    const ana = await person("Ana");
    await ana.propose("Juggling", "Three scarves, then three balls.");
    await ana.write("Juggling", "I have scarves for five.");
    const bea = await person("Bea");
    await bea.removeTalk("Juggling");
    await ana.tombstone("Removed by Bea").waitFor();
    await ana.button("Undo the removal of “Juggling”").click();
    await ana.talk("Juggling").locator("h3").waitFor();
    await bea.talk("Juggling").locator("h3").waitFor();
    await bea.button("Remove “Juggling”").click();
    await bea.reads("You asked for its removal.");
    await ana.reads("Bea asks for its removal.");
    await shoot(ana, "removal-asked");
    await shoot(bea, "removal-asked-by-you");
  },

  async "marks"(stage) {
    const { ana, board } = await begin(stage);
    await ana.open(unicycling);
    await board.propose(sourdough, "Now in the school kitchen.", "Ruth Okafor");
    await board.write(unicycling, "I fell twice on the way here.", "Bo");
    await board.write(knots, "Ropes are in the shed.", "Bo");
    await ana.talk(sky).scrollIntoViewIfNeeded();
    await board.remove(sky);
    await ana.tombstone(sky).waitFor();
    await board.restore();
    await ana.talk(sky).getByText("Back", { exact: true }).waitFor();
    await board.propose("Whistling with two fingers", "", "Cy");
    await ana.talk("Whistling with two fingers").waitFor();
    await stage.shoot(ana, "marks");
    await stage.shoot(ana, "pills-below", { whole: false, first: () => ana.page.evaluate(() => scrollTo(0, 0)) });
    await stage.shoot(ana, "pills-above", { whole: false,
      first: () => ana.page.evaluate(() => scrollTo(0, document.body.scrollHeight)) });
  },

  async "paused"(stage) {
    const { ana, board } = await begin(stage);
    await ana.button("Pause").click();
    await stage.shoot(ana, "paused", { whole: false });
    await board.write(knots, "Ropes are in the shed.", "Bo");
    await ana.page.getByRole("button", { name: "1 change waiting" }).waitFor();
    await stage.shoot(ana, "paused-waiting", { whole: false });
    await stage.shoot(ana, "paused-scrolled", { whole: false,
      first: () => ana.page.evaluate(() => scrollTo(0, 400)) });
  },

  async "name-taken"({ person, shoot }) {
    const ana = await person("Ana");
    await ana.propose("Juggling", "Three scarves, then three balls.");
    const other = await person("");
    await other.open("Juggling");
    await other.talk("Juggling").getByRole("textbox", { name: "Your name" }).fill("Ana");
    await other.commentField("Juggling").fill("Hello");
    await other.commentField("Juggling").press("Control+Enter");
    await other.reads("Somebody else has this name here.");
    await shoot(other, "name-taken");
  },

  async "languages"(stage) {
    const { ana } = await begin(stage, "Ana", { locale: "pt-BR" });
    await ana.open(sourdough);
    await stage.shoot(ana, "pt-board");
    await ana.page.locator(".propose > button").first().click();
    await ana.page.locator(".propose form .button-main").click();
    await stage.shoot(ana, "pt-propose");
    await ana.visit("/history.html");
    await ana.page.locator(".change").first().waitFor();
    await stage.shoot(ana, "pt-history");
    await ana.visit("/you.html");
    await stage.shoot(ana, "pt-you");
  },

  async "states"(stage) {
    const { ana } = await begin(stage);
    await ana.page.setViewportSize({ width: 1280, height: 900 });
    await ana.open(unicycling);
    await ana.button("Propose a talk").click();
    await ana.titleField().fill("Juggling");
    const talk = ana.talk(unicycling);
    const things = { main: ana.button("Propose talk"), quiet: ana.button("Cancel"), pause: ana.button("Pause"),
      link: ana.page.getByRole("link", { name: "You" }), toggle: talk.locator(".talk-toggle"),
      tool: ana.button(`Remove “${unicycling}”`), small: talk.locator(".comment-actions button:visible").first(),
      text: talk.getByRole("link", { name: /^History/ }), field: ana.titleField() };
    for (const [name, thing] of Object.entries(things)) {
      await ana.page.mouse.move(0, 0);
      await stage.camera.closeUp(thing, `state-${name}-rest`);
      await thing.hover();
      await stage.camera.closeUp(thing, `state-${name}-hover`);
      await ana.page.mouse.down();
      await stage.camera.closeUp(thing, `state-${name}-active`);
      await ana.page.mouse.move(0, 0);
      await ana.page.mouse.up();
      await ana.page.keyboard.press("Shift");
      await thing.focus();
      await stage.camera.closeUp(thing, `state-${name}-focus`);
      await thing.evaluate(dom => { dom.setAttribute("aria-busy", "true"); dom.blur(); });
      await stage.camera.closeUp(thing, `state-${name}-busy`);
      await thing.evaluate(dom => dom.removeAttribute("aria-busy"));
    }
  },

  async "wants"(stage) {
    const { ana } = await begin(stage);
    await ana.open(sourdough);
    await stage.shoot(ana, "narrow", { only: [320] });
    await stage.shoot(ana, "contrast", { media: { contrast: "more" }, only: [360, 1280] });
    await stage.shoot(ana, "forced", { media: { forcedColors: "active" }, only: [360, 1280] });
    await ana.button("Pause").click();
    await ana.button("Propose a talk").click();
    await ana.button("Propose talk").click();
    await stage.shoot(ana, "narrow-form", { only: [320] });
    await stage.shoot(ana, "forced-form", { media: { forcedColors: "active" }, only: [360, 1280] });
    await stage.shoot(ana, "contrast-form", { media: { contrast: "more" }, only: [360, 1280] });
  },
};
