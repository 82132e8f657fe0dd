// @ts-check
// The page in the languages it speaks.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { atEachWidth, checkRules, checkTargets, checkWidth } from "./support/audit.js";
import { outsider, startWorld } from "./support/browser.js";

describe("the language of the page", () => {
  let world;

  before(async () => { world = await startWorld(); });
  after(() => world.end());
  beforeEach(() => world.renew());
  afterEach(() => world.everybodyLeaves());

  const arrive = (...who) => world.person(...who);
  const language = person => person.page.evaluate(() => document.documentElement.lang);

  it("is the one that the browser prefers", async () => {
    const bia = await arrive("Bia", { locale: "pt-BR" });
    assert.equal(await language(bia), "pt-BR");
    await bia.page.getByRole("heading", { name: "Nenhuma palestra ainda" }).waitFor();
    await bia.button("Propor uma palestra").click();
    await bia.page.getByRole("textbox", { name: "Título" }).fill("Nós");
    await bia.page.getByRole("textbox", { name: "Resumo" }).fill("Três deles.");
    await bia.listen();
    await bia.button("Propor").click();
    await bia.talk("Nós").getByText("por Bia").waitFor();
    await bia.hears(/^status: “Nós” está no quadro\.$/);
    await bia.lookBack();
    await bia.entry("Bia propôs").waitFor();
    assert.match(await bia.page.title(), /^Histórico – /);

    const kim = await arrive("Kim", { locale: "de-DE" });
    assert.equal(await language(kim), "en");
    await kim.talk("Nós").getByText("by Bia").waitFor();
  });

  it("is another one when its person says so, on all pages and from then on, and no word is lost", async () => {
    await outsider(world.server).propose("Knots");
    const ana = await arrive("Ana");
    await ana.open("Knots");
    await ana.commentField("Knots").fill("Half a th");
    const portuguese = ana.button("Português");
    assert.equal(await portuguese.getAttribute("lang"), "pt-BR");
    await ana.tabTo(/^Português$/);
    await ana.page.keyboard.press("Enter");
    await ana.button("English").waitFor();
    await ana.live();
    assert.equal(await language(ana), "pt-BR");
    assert.equal(await ana.page.getByRole("textbox", { name: "Seu comentário" }).inputValue(), "Half a th");
    await ana.visit("/you.html");
    await ana.page.getByRole("heading", { name: "Seus nomes" }).waitFor();
    await ana.visit();
    await ana.button("English").click();
    await ana.button("Português").waitFor();
    assert.equal(await language(ana), "en");
    assert.equal(await ana.commentField("Knots").inputValue(), "Half a th");
  });

  it("fits a phone and a desktop in Portuguese, too", async () => {
    await outsider(world.server).propose("Palestra", "Resumo", "Otto");
    await outsider(world.server).write("Palestra", "Um comentário.");
    const bia = await arrive("Bia", { locale: "pt-BR", viewport: { width: 320, height: 800 } });
    await bia.button("Propor uma palestra").click();
    await bia.open("Palestra");
    for (const path of ["", "/history.html", "/you.html"]) {
      if (path) await bia.visit(path);
      await atEachWidth(bia.page, [320, 360, 1280], async () => {
        await checkWidth(bia.page);
        await checkTargets(bia.page);
        await checkRules(bia.page, path);
      });
    }
  });
});
