// @ts-check
// The door of a closed board.
import { phrase, sayPhrase } from "../support/closed.js";

/** @type {Record<string, (stage: any) => Promise<void>>} */
export const scenes = {
  async "door"({ closed, shoot, closedPerson }) {
    const ana = await closedPerson("");
    await shoot(ana, "door");
    await sayPhrase(ana, "wrong");
    await ana.reads("This is not the passphrase.");
    await ana.button("Show the passphrase").click();
    await shoot(ana, "door-wrong");
    await ana.page.route("**/door", route => route.request().method() === "POST"
      ? route.fulfill({ status: 429, headers: { "Retry-After": "48" }, contentType: "application/problem+json",
        body: '{"title":"Too many tries.","status":429}' }) : route.continue());
    await sayPhrase(ana, "wrong again");
    await ana.reads("Too many tries.");
    await shoot(ana, "door-tries");
    await ana.page.unrouteAll();
    await sayPhrase(ana, phrase);
    await ana.live();
    await ana.button("Propose the first talk").click();
    await ana.titleField().fill("Juggling");
    await ana.page.locator(".propose").getByRole("textbox", { name: "Your name" }).fill("Ana");
    await ana.button("Propose talk").click();
    await ana.talk("Juggling").waitFor();
    for (const path of ["/history.html", "/you.html"]) {
      const stranger = await closedPerson("");
      await stranger.visit(path, "closed");
      await shoot(stranger, `door-${path.slice(1, -5)}`);
    }
    await closed.change("another phrase");
    await ana.state("closed");
    await shoot(ana, "door-shut-later", { whole: false });
    await ana.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await ana.open("Juggling");
    await ana.commentField("Juggling").fill("Half a thought");
    await ana.commentField("Juggling").press("Control+Enter");
    await ana.reads(/Not saved: the board is closed/);
    await shoot(ana, "door-shut-form", { whole: false, only: [360, 1280],
      first: () => ana.page.evaluate(() => scrollTo(0, document.body.scrollHeight)) });
    await closed.change(phrase);
  },
};
