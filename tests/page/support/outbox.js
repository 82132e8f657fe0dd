// @ts-check
// A talk on a board, people who write about it, and what of that waits to be sent.
import { outsider } from "./browser.js";

/** @typedef {import("./browser.js").Person} Person */

/** A board anew with that one talk. Returns who proposed it. @param {any} world */
export async function beginWithTalk(world) {
  await world.renew();
  const otto = outsider(world.server, "Otto");
  await otto.propose("Sourdough", "Flour and patience.");
  return otto;
}

/** @param {Person} person @param {string} message */
export async function send(person, message) {
  await person.commentField("Sourdough").fill(message);
  await person.commentField("Sourdough").press("Control+Enter");
}

/** What stands there and is not saved. @param {Person} person @param {string} text */
export const waiting = (person, text) => person.page.locator(".waiting").filter({ hasText: text });

/** A comment that the board has. @param {Person} person @param {string} text */
export const saved = (person, text) => person.page.locator(".comment:not(.waiting)").filter({ hasText: text });

/** The browser has a network again. @param {Person} person */
export const online = person => person.page.evaluate(() => { window.dispatchEvent(new Event("online")); });

/** What the comments on a talk say. */
export async function comments(otto, title = "Sourdough") {
  return (await otto.list()).find(talk => talk.title === title)?.comments.map(({ message }) => message);
}
