// @ts-check
// The page about oneself in each of its states, and the notice that a device was vouched for.
import { giveAuthenticator } from "../support/authenticator.js";
import { field, shown, you } from "../support/devices.js";

/** @type {Record<string, (stage: any) => Promise<void>>} */
export const scenes = {
  async "you"({ person, shoot, camera }) {
    const kim = await person("");
    await you(kim);
    await shoot(kim, "you-nobody");
    await kim.button("It is them").click();
    await kim.reads("Type the two words.");
    await shoot(kim, "you-errors");

    const host = { host: "localhost", direct: true };
    const ana = await person("Ana", host);
    await giveAuthenticator(ana);
    await ana.propose("Juggling");
    await ana.visit("/you.html");
    await ana.button("Add my phone to Ana").waitFor();
    await shoot(ana, "you");
    await camera.print(ana, "you");
    await ana.button("Add a passkey to Ana").click();
    await ana.reads("Ana has a new passkey.");
    await ana.button("Add my phone to Ana").click();
    const code = await shown(ana, ".code");
    await shoot(ana, "you-code");
    await you(kim, `#device=${code}`);
    await shoot(kim, "you-invited");
    await kim.page.getByRole("region", { name: "Add this device?" }).getByRole("button", { name: "Add this device" })
      .click();
    await kim.reads("This device has the name Ana now.");
    await shoot(kim, "you-joined");
    await ana.page.locator(".device").nth(1).getByRole("button", { name: /^Sign out/ }).click();
    await ana.page.locator(".passkey").getByRole("button").first().click();
    await shoot(ana, "you-questions");
  },

  async "you-lost"({ person, shoot }) {
    const ana = await person("Ana");
    await ana.propose("Juggling");
    const members = [];
    for (const name of ["Bea", "Cy"]) {
      members.push(await person(name));
      await members.at(-1).write("Juggling", `Hello from ${name}`);
    }
    const lost = await person("");
    await you(lost);
    await field(lost, "The name you lost").fill("ana");
    await field(lost, "The name you lost").press("Enter");
    const words = await shown(lost, ".two-words");
    await shoot(lost, "you-two-words");
    for (const member of members) {
      await you(member);
      await field(member, "Their name").fill("Ana");
      await field(member, "Their two words").fill(words);
      await field(member, "Their two words").press("Enter");
      await member.reads(/Noted|new device now/);
    }
    await shoot(members[0], "you-vouched");
    await ana.visit();
    await ana.reads("A device joined your name Ana");
    await shoot(ana, "vouched-notice");
  },
};
