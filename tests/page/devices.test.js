// @ts-check
// The devices of a name: added by code and by link, and signed out.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { startWorld } from "./support/browser.js";
import { beginWithAna, devices, field, shown, you } from "./support/devices.js";

describe("the devices of a name", () => {
  let world, ana;

  before(async () => { world = await startWorld({ arguments: ["--member-after=0"] }); });

  after(() => world.end());

  const arrive = (...who) => world.person(...who);

  beforeEach(async () => { ana = await beginWithAna(world); });

  afterEach(() => world.everybodyLeaves());

  const codeFor = async person => {
    await you(person);
    await person.button("Add my phone to Ana").click();
    return shown(person, ".code");
  };
  const join = async (person, code) => {
    await you(person);
    await field(person, "Code").fill(code);
    await field(person, "Code").press("Enter");
    await person.page.locator(".card-told:visible").getByText("This device has the name Ana now.").waitFor();
  };

  it("are listed with what is known of them", async () => {
    await you(ana);
    await devices(ana).first().waitFor();
    const [device] = await devices(ana).allInnerTexts();
    assert.match(device, /^Chrome on Linux\s+This device\s+First device\s+last seen /);
    await ana.page.getByRole("heading", { name: "Ana", level: 3 }).waitFor();
    const kim = await arrive("");
    await you(kim);
    await kim.reads("This device has no name yet.");
    assert.equal(await devices(kim).count(), 0);
  });

  it("grow by a code, shown in groups of four and drawn for a camera, which both sides see work", async () => {
    const phone = await arrive("");
    const code = await codeFor(ana);
    assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const box = await ana.page.getByRole("img", { name: /QR code/ }).boundingBox();
    assert.ok(box && box.width >= 150 && Math.abs(box.width - box.height) < 1, JSON.stringify(box));
    await ana.reads("Works once, for 10 minutes more.");
    await ana.listen();
    await join(phone, ` ${code.toLowerCase()} `);

    await ana.hears(/^status: Chrome on Linux has Ana now, too\.$/);
    await ana.page.locator(".code").waitFor({ state: "hidden" });
    assert.equal(await devices(ana).count(), 2);
    assert.match((await devices(phone).allInnerTexts()).join(), /First device.*Added with a code/s);
    await phone.visit();
    await phone.open("Knots");
    await phone.talk("Knots").getByText("As Ana").waitFor();
    await phone.button("Edit “Knots”").waitFor();
  });

  it("grow by a link only when somebody says so, and its code leaves the address", async () => {
    await codeFor(ana);
    const link = await ana.page.getByRole("link", { name: "Or open this link there" }).getAttribute("href");
    const phone = await arrive("");
    await phone.listen();
    await phone.page.goto(String(link));
    await phone.page.getByRole("heading", { name: "Add this device?" }).waitFor();
    assert.equal(phone.page.url(), `${world.server.url}/you.html`);
    await phone.live();
    assert.equal((await (await phone.page.request.get(`${world.server.url}/device`)).json()).names.length, 0);

    await phone.listen();
    await phone.page.getByRole("region", { name: "Add this device?" }).getByRole("button", { name: "Add this device" })
      .click();
    await phone.hears(/^status: This device has the name Ana now\.$/);
    await phone.focuses("This device has the name Ana now.");
    await phone.page.getByRole("region", { name: /has the name Ana/ }).getByRole("link").click();
    await phone.live();
    await phone.button("Edit “Knots”").waitFor();
  });

  it("grow also where the browser remembers a name that was refused", async () => {
    const phone = await arrive("Ana");
    await join(phone, await codeFor(ana));
    assert.equal(await devices(phone).count(), 2);
  });

  it("do not grow by a code that is wrong or used, which is said at the field", async () => {
    const phone = await arrive("");
    await you(phone);
    await phone.listen();
    await field(phone, "Code").fill("AAAA-AAAA");
    await field(phone, "Code").press("Enter");
    await phone.hears(/^alert: That did not work: this code leads nowhere/);
    assert.equal(await field(phone, "Code").getAttribute("aria-invalid"), "true");
    assert.equal(await field(phone, "Code").inputValue(), "AAAA-AAAA");
    const code = await codeFor(ana);
    await join(phone, code);
    const other = await arrive("");
    await you(other, `#device=${code}`);
    await other.page.getByRole("region", { name: "Add this device?" }).getByRole("button", { name: "Add this device" })
      .click();
    await other.reads("this code leads nowhere");
  });

  it("can have a new code, which is another one", async () => {
    const code = await codeFor(ana);
    await ana.button("New code").click();
    await ana.page.locator(".code").filter({ hasNotText: code }).waitFor();
    await ana.button("Done").click();
    assert.equal(await ana.page.locator(".code").isVisible(), false);
    await ana.focuses("Add my phone to Ana");
  });

  it("say how long a code still works, and when it does not any more", async () => {
    await ana.page.clock.install();
    await codeFor(ana);
    await ana.page.clock.fastForward("04:30");
    await ana.reads(/Works once, for [56] minutes more\./);
    await ana.page.clock.fastForward("06:00");
    await ana.reads("This code is too old.");
    assert.equal(await ana.page.locator(".code").isVisible(), false);
  });

  it("are signed out when asked twice, by the keyboard alone", async () => {
    const phone = await arrive("");
    await join(phone, await codeFor(ana));
    await you(ana);
    await devices(ana).nth(1).waitFor();
    await ana.listen();
    await devices(ana).nth(1).getByRole("button", { name: /^Sign out/ }).focus();
    await ana.page.keyboard.press("Enter");
    await ana.focuses("Keep", "the harmless answer comes first");
    await ana.page.getByRole("group", { name: "Sign out Chrome on Linux? It will not have the name Ana any more." })
      .waitFor();
    await ana.page.keyboard.press("Escape");
    await ana.focuses(/^Sign out Chrome on Linux of Ana/);
    await ana.page.keyboard.press("Enter");
    await ana.page.keyboard.press("Shift+Tab");
    await ana.page.keyboard.press("Enter");

    await ana.hears(/^status: Chrome on Linux is signed out of Ana\.$/);
    await devices(ana).nth(1).waitFor({ state: "detached" });
    await ana.focuses("Ana", "the focus is not lost");
    await phone.reads("This device has no name yet.");
    await phone.visit();
    assert.equal(await phone.button("Edit “Knots”").isVisible(), false);
  });

  it("say so before the last one goes, and it then writes under no name", async () => {
    await you(ana);
    await devices(ana).getByRole("button", { name: /^Sign out/ }).click();
    await ana.reads("No other device has the name Ana");
    await ana.button("Sign out").click();
    await ana.reads("This device has no name yet.");
    await ana.focuses("Your names");
    assert.equal(await ana.page.evaluate(() => localStorage.getItem("skillboard.name")), null);
  });

  it("are what all changes are undone of, whatever names they came under", async () => {
    const vandal = await arrive("Vic");
    await vandal.propose("Spam", "Buy!");
    for (const [name, message] of [["Vox", "Buy more!"], ["Vim", "Buy all!"]]) {
      await vandal.open("Knots");
      await vandal.button("Change name", vandal.talk("Knots")).click();
      await vandal.talk("Knots").getByLabel("Your name").fill(name);
      await vandal.write("Knots", message);
    }
    const offered = vandal.talk("Knots").locator("datalist option");
    await offered.nth(2).waitFor({ state: "attached" });
    assert.deepEqual(await offered.evaluateAll(all => all.map(({ value }) => value).sort()), ["Vic", "Vim", "Vox"]);
    await ana.lookBack();
    assert.equal(await ana.entry("Ana proposed Knots").getByRole("link", { name: "all from this device" }).count(), 0);
    await ana.entry("Vic proposed Spam").getByRole("link", { name: "all from this device" }).click();
    await ana.live();
    await ana.reads("Only changes from one device");
    await ana.button("Undo everything this device did since this change (3)", ana.entry("Vic proposed")).click();
    await ana.entry("Vic proposed").getByText("3 changes undone.").waitFor();
    await ana.visit();
    assert.deepEqual(await ana.page.locator(".talk h3").allInnerTexts(), ["Knots"]);
    await ana.talk("Knots").getByRole("button", { name: /^Comment/ }).waitFor();
  });
});
