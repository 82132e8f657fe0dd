// @ts-check
// Takes pictures of every state of the pages, served by the real server, for people to look at.
//
//   SKILLBOARD_BINARY=… node run.js FOLDER [SCENE…]
import { mkdir } from "node:fs/promises";
import { startBadLine } from "../support/bad_line.js";
import { Person } from "../support/browser.js";
import { startClosedWorld } from "../support/closed.js";
import { createCamera, keepMarks } from "./camera.js";
import { scenes as board } from "./scenes_board.js";
import { scenes as door } from "./scenes_door.js";
import { scenes as history } from "./scenes_history.js";
import { scenes as names } from "./scenes_names.js";
import { scenes as outbox } from "./scenes_outbox.js";

const [folder = "build/screenshots", ...wanted] = process.argv.slice(2);
const scale = Number(process.env.SCALE ?? 1);
await mkdir(folder, { recursive: true });
const camera = createCamera(folder);
const world = await startBadLine({ arguments: ["--member-after=0"] });
const closed = await startClosedWorld({ browser: world.browser });
const people = [];

const arrive = async (by, name, options = {}) => {
  const person = await by(name, { reducedMotion: "reduce", locale: "en-GB", deviceScaleFactor: scale, ...options });
  await person.page.addInitScript(keepMarks);
  await person.page.reload();
  await person.state(options.state ?? "connected");
  people.push(person);
  return person;
};
const stage = { world, line: world.line, closed, camera, shoot: camera.shoot,
  /** @param {any} [options] of the window; and `direct`, without the line on which writes can be lost */
  person: (name, { direct = false, ...options } = {}) => arrive(direct
    ? (who, how) => Person.arrive(world.browser, world.server, who, how) : world.person, name, options),
  closedPerson: name => arrive(closed.arrive, name, { state: "closed" }) };

try {
  for (const [name, play] of Object.entries({ ...board, ...outbox, ...history, ...names, ...door })) {
    if (wanted.length && !wanted.includes(name)) continue;
    await world.renew();
    try {
      await play(stage);
      console.log(`${name}: ${camera.taken} pictures so far`);
    } catch (error) {
      process.exitCode = 1;
      console.error(`${name}: ${error instanceof Error ? error.stack : error}`);
    }
    for (const person of people.splice(0)) {
      for (const fault of person.faults) console.error(`${name}: ${fault}`);
      await person.leave();
    }
  }
} finally {
  await closed.end();
  await world.end();
}
