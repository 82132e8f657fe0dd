// @ts-check
// A closed board, and people at its door.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWorld } from "./browser.js";

export const phrase = "correct horse";

/** The pages, and what the focus goes to on them once somebody is in. */
export const pages = [["/", "Talks"], ["/history.html", "History"], ["/you.html", "Your names"]];

/** A server that knows the phrase, and a browser, until `end`. @param {any} [options] of the server */
export async function startClosedWorld(options = {}) {
  const folder = await mkdtemp(join(tmpdir(), "skillboard-"));
  const file = join(folder, "passphrase");
  await writeFile(file, phrase);
  // Kept on a disk, since the phrase is changed by starting again.
  const world = await startWorld({ memory: false, arguments: ["--passphrase-file", file], ...options });
  return {
    ...world,
    /** Somebody who stands before the door. */
    arrive: (name, context = {}) => world.person(name, { state: "closed", ...context }),
    /** Another phrase from now on. */
    async change(words) {
      await world.server.stopAtOnce();
      await writeFile(file, words);
      await world.server.start();
    },
    async end() {
      await world.end();
      await rm(folder, { recursive: true });
    },
  };
}

export const door = person => person.page.getByRole("region", { name: "This board is closed" });

export const phraseField = person => person.page.getByLabel("Passphrase", { exact: true });

export async function sayPhrase(person, words = phrase) {
  await phraseField(person).fill(words);
  await phraseField(person).press("Enter");
}

/** All that is said at the door from now on. */
export function countKnocks(person) {
  const knocks = [];
  person.page.on("request", request => {
    if (request.method() === "POST" && /\/door$/.test(request.url())) knocks.push(request.postDataJSON());
  });
  return knocks;
}
