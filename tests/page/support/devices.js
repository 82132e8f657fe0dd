// @ts-check
// What people do on the page about their names and devices.

/** @typedef {import("./browser.js").Person} Person */

/** A board anew, on which Ana has her name by a talk. @param {any} world @returns {Promise<Person>} */
export async function beginWithAna(world) {
  await world.renew();
  const ana = await world.person("Ana");
  await ana.propose("Knots");
  await ana.button("Edit “Knots”").waitFor();
  return ana;
}

/** Goes to that page. @param {Person} person @param {string} [hash] */
export async function you(person, hash = "") {
  await person.page.goto(`${person.server.url}/you.html${hash}`);
  await person.live();
}

export const field = (person, name) => person.page.getByRole("textbox", { name });

/** The devices that are listed. @param {Person} person */
export const devices = person => person.page.locator(".device");

/** What is shown there once it is shown. @param {Person} person @param {string} selector */
export async function shown(person, selector) {
  await person.page.locator(selector).waitFor();
  return person.page.locator(selector).innerText();
}
