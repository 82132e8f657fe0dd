// @ts-check
// A board behind a proxy that signs people in, which says who they are.
import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "node:test";
import { checkRules } from "./support/audit.js";
import { startWorld } from "./support/browser.js";

describe("a board whose proxy signs people in", () => {
  let world;

  before(async () => {
    world = await startWorld({ arguments: ["--trusted-proxy", "127.0.0.1", "--user-header", "Remote-User"] });
  });
  after(() => world.end());
  afterEach(() => world.everybodyLeaves());

  /** Somebody whom the proxy calls by this name, or does not know. */
  const arrive = (user, remembered = "") =>
    world.person(remembered, user ? { extraHTTPHeaders: { "Remote-User": user } } : {});
  const you = async person => {
    await person.page.goto(`${world.server.url}/you.html`);
    await person.live();
  };

  it("takes the name from there, whatever the browser remembers", async () => {
    const [ada, bo] = [await arrive("ada", "Somebody"), await arrive("bo")];
    await ada.button("Propose a talk").click();
    await ada.page.locator(".propose .acting").getByText("ada").waitFor();
    assert.equal(await ada.button("Change name").count(), 0);
    await ada.titleField().fill("Hers");
    await ada.button("Propose talk").click();
    await bo.talk("Hers").getByText("by ada").waitFor();
    await bo.write("Hers", "Nice.");
    await ada.open("Hers");
    await ada.comment("Nice.").getByText("bo").waitFor();
  });

  it("lets them change what is theirs, and nobody else", async () => {
    const [ada, bo] = [await arrive("ada"), await arrive("bo")];
    await ada.button("Edit “Hers”").waitFor();
    await bo.open("Hers");
    await bo.comment("Nice.").getByRole("button", { name: /^Edit your comment/ }).waitFor();
    assert.equal(await bo.button("Edit “Hers”").isVisible(), false);
    await ada.startEditing("Hers");
    await ada.editingField("Hers", "Summary").fill("Mine.");
    await ada.button("Save", ada.editing("Hers")).click();
    await bo.talk("Hers").getByText("Mine.").waitFor();
  });

  it("says who they are where others are told of their devices", async () => {
    const ada = await arrive("ada");
    await you(ada);
    await ada.reads("You are signed in as ada.");
    assert.equal(await ada.page.getByRole("heading", { name: /passkey|phone|device/i }).count(), 0);
    assert.equal(await ada.page.locator(".ways").isVisible(), false);
    await checkRules(ada.page, "signed in");
  });

  it("tells who is not signed in that they can read", async () => {
    const stranger = await arrive("");
    await stranger.talk("Hers").waitFor();
    await stranger.button("Propose a talk").click();
    await stranger.page.locator(".propose").getByRole("textbox", { name: "Your name" }).fill("ada");
    await stranger.titleField().fill("Not hers");
    await stranger.button("Propose talk").click();
    await stranger.reads(/sign in/i);
    assert.equal(await stranger.titleField().inputValue(), "Not hers");
    await you(stranger);
    await stranger.reads("You are not signed in, so you can read the board but not write on it.");
  });
});
