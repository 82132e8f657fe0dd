// @ts-check
// Passkeys of a name: made on one device, used on another, and removed.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { atEachWidth, checkRulesInBothSchemes, checkTargets, checkWidth } from "./support/audit.js";
import { giveAuthenticator, sayNo, wantAlgorithm } from "./support/authenticator.js";
import { startWorld } from "./support/browser.js";

// Passkeys belong to a host, and no address is one.
const host = "localhost";

describe("passkeys", () => {
  let world, people;

  before(async () => { world = await startWorld(); });

  after(() => world.end());

  beforeEach(async () => {
    await world.renew();
    people = [];
  });

  afterEach(async () => {
    for (const person of people) {
      assert.deepEqual(person.faults, []);
      await person.leave();
    }
  });

  const arrive = async (name, options = {}, at = world) => {
    const person = await at.person(name, { host, ...options });
    people.push(person);
    person.keeper = await giveAuthenticator(person);
    return person;
  };
  const you = async person => {
    await person.visit("/you.html");
    await person.listen();
  };
  /** Somebody who holds a name, on the page about themselves. */
  const holder = async (name, options) => {
    const person = await arrive(name, options);
    await person.propose(`Talk of ${name}`);
    await you(person);
    await person.button(`Add a passkey to ${name}`).waitFor();
    return person;
  };
  const listed = person => person.page.locator(".passkey");
  const add = async person => {
    const before = (await person.keeper.passkeys()).map(({ credentialId }) => credentialId);
    await person.listen();
    await person.button(`Add a passkey to ${person.name}`).click();
    await person.hears(new RegExp(`^status: ${person.name} has a new passkey\\.$`));
    return (await person.keeper.passkeys()).find(({ credentialId }) => !before.includes(credentialId));
  };
  /** Somebody without a name, who has this passkey at hand. */
  const stranger = async passkey => {
    const person = await arrive("");
    await person.keeper.put(passkey);
    await you(person);
    return person;
  };
  const use = person => person.button("Use a passkey").click();
  const remove = async person => {
    await person.page.getByRole("button", { name: /^Remove… the passkey of/ }).click();
    await person.button("Remove passkey").click();
    await person.hears(/^status: The passkey is removed from /);
  };

  for (const [name, algorithm] of /** @type {const} */ ([["ES256", -7], ["EdDSA", -8]])) {
    it(`bring another device to the name that made them (${name})`, async () => {
      const ana = await arrive("Ana");
      await wantAlgorithm(ana, algorithm);
      await ana.propose("Knots");
      await you(ana);
      const passkey = await add(ana);
      assert.match(await listed(ana).innerText(), /^Chrome on Linux\s+added .+\s+Remove…$/);
      assert.deepEqual([passkey.isResidentCredential, passkey.rpId, passkey.userName], [true, host, "Ana"]);

      const phone = await stranger(passkey);
      await use(phone);
      await phone.hears(/^status: This device has the name Ana now\.$/);
      assert.equal(await phone.focused(), "Use a passkey", "the focus stays where it was");
      await phone.page.locator(".device", { hasText: "Added with a passkey" }).waitFor();
      await ana.page.locator(".device", { hasText: "Added with a passkey" }).waitFor();
      await phone.visit();
      await phone.button("Edit “Knots”").waitFor();
      await phone.lookBack();
      assert.deepEqual((await phone.entries()).slice(0, 2), ["A device joined Ana with a passkey",
        "Ana added a passkey"]);
    });
  }

  it("are removed only after a question, and let nobody in any more", async () => {
    const ana = await holder("Ana");
    const passkey = await add(ana);
    const opener = ana.page.getByRole("button", { name: /^Remove… the passkey of Ana from Chrome on Linux, added / });
    await opener.click();
    await ana.reads("Remove the passkey from Chrome on Linux? Nobody can join Ana with it any more.");
    await ana.focuses("Keep");
    await ana.page.keyboard.press("Escape");
    await ana.focuses(/^Remove…/);
    await remove(ana);
    await listed(ana).waitFor({ state: "detached" });
    await ana.focuses("Passkeys");

    const eve = await stranger(passkey);
    await use(eve);
    await eve.hears(/^alert: That did not work: nobody here has this passkey\./);
    await eve.reads("This device has no name yet.");
    const again = await add(ana);
    assert.ok(again);
    assert.equal((await ana.keeper.passkeys()).length, 1, "a new one takes the place of the one that is no use");
  });

  it("that are removed elsewhere go from the page, but not while somebody is about to remove them", async () => {
    const ana = await holder("Ana");
    const passkey = await add(ana);
    const phone = await stranger(passkey);
    await use(phone);
    await listed(phone).waitFor();
    await ana.page.getByRole("button", { name: /^Remove… the passkey/ }).click();
    await remove(phone);
    await phone.lookBack();
    await phone.entry("Ana removed a passkey").waitFor();
    assert.equal(await ana.focused(), "Keep");
    await ana.button("Remove passkey").click();
    await ana.hears(/^status: The passkey is removed from Ana\.$/);
    await listed(ana).waitFor({ state: "detached" });
  });

  it("bring to their own name, and to no other by being passed off as another's", async () => {
    const ana = await holder("Ana");
    const bo = await holder("Bo");
    const [anas, bos] = [await add(ana), await add(bo)];
    const eve = await stranger({ ...anas, privateKey: bos.privateKey });
    await use(eve);
    await eve.hears(/^alert: That did not work: this passkey was not accepted\.$/);
    await eve.reads("This device has no name yet.");

    await eve.keeper.take(anas);
    await eve.keeper.put(bos);
    await use(eve);
    await eve.hears(/^status: This device has the name Bo now\.$/);
    assert.equal(await eve.page.locator(".name-cards h3").innerText(), "Bo");
  });

  it("are not made twice by one device", async () => {
    const ana = await holder("Ana");
    await add(ana);
    await ana.button("Add a passkey to Ana").click();
    await ana.hears(/^alert: That did not work: this device keeps a passkey for this name already\.$/);
    assert.equal(await listed(ana).count(), 1);
  });

  it("are shown also when the answer to their making got lost", async () => {
    const ana = await holder("Ana");
    await ana.page.route("**/names/Ana/passkeys", async route => {
      await route.fetch();
      await route.abort();
    });
    await ana.button("Add a passkey to Ana").click();
    await ana.hears(/^alert: That did not work: the board cannot be reached\.$/);
    await listed(ana).waitFor();
  });

  it("are no error when their person would rather not", async () => {
    const ana = await holder("Ana");
    await sayNo(ana);
    await ana.button("Add a passkey to Ana").click();
    await ana.hears(/^status: No passkey was added\.$/);
    await ana.reads("No passkey was added.");
    await ana.focuses("Add a passkey to Ana");
    await use(ana);
    await ana.hears(/^status: No passkey was used\.$/);
    await ana.reads("No passkey was used.");
    assert.equal(await ana.page.locator(".form-error:visible").count(), 0);
    assert.equal(await listed(ana).count(), 0);
  });

  it("are offered where they can be used, and listed and removed everywhere", async () => {
    const ana = await holder("Ana");
    await add(ana);
    await ana.page.addInitScript(() => { Reflect.deleteProperty(window, "PublicKeyCredential"); });
    await you(ana);
    await listed(ana).waitFor();
    for (const name of ["Add a passkey to Ana", "Use a passkey"]) {
      assert.equal(await ana.button(name).isVisible(), false, name);
    }
    await remove(ana);
    await ana.page.getByRole("heading", { name: "Passkeys" }).waitFor({ state: "hidden" });
    await ana.focuses("Ana");

    const bo = await arrive("Bo", { host: "127.0.0.1" });
    await bo.propose("Kites");
    await you(bo);
    await bo.button("Add my phone to Bo").waitFor();
    assert.equal(await bo.page.getByText(/passkey/i).filter({ visible: true }).count(), 0);
  });

  it("belong to the address that the board has for all", async () => {
    const named = await startWorld({ browser: world.browser, arguments: ["--public-url", "https://board.example"] });
    try {
      const ana = await named.person("Ana", { host });
      await giveAuthenticator(ana);
      await you(ana);
      await use(ana);
      await ana.hears(/^alert: That did not work: passkeys work only at the address that the board has for all\.$/);
    } finally {
      await named.end();
    }
  });

  it("are not spoken of where a proxy says who people are", async () => {
    const proxied = await startWorld({ browser: world.browser,
      arguments: ["--user-header", "X-User", "--trusted-proxy", "127.0.0.1"] });
    try {
      const ana = await proxied.person("", { host, extraHTTPHeaders: { "X-User": "Ana" } });
      await ana.visit("/you.html");
      await ana.reads("You are signed in as Ana.");
      await ana.page.getByRole("heading", { name: "Have a passkey?" }).waitFor({ state: "hidden" });
      assert.equal(await ana.page.getByText(/passkey/i).filter({ visible: true }).count(), 0);
    } finally {
      await proxied.end();
    }
  });

  it("are made, used and removed by the keyboard alone", async () => {
    const ana = await holder("Ana");
    await ana.tabTo(/^Add a passkey/);
    await ana.page.keyboard.press("Enter");
    await ana.hears(/^status: Ana has a new passkey\.$/);
    await ana.focuses("Add a passkey to Ana");
    const phone = await stranger((await ana.keeper.passkeys())[0]);
    await phone.tabTo(/^Use a passkey/);
    await phone.page.keyboard.press("Enter");
    await phone.hears(/^status: This device has the name Ana now\.$/);
    await ana.tabTo(/^Remove…/, "Shift+Tab");
    await ana.page.keyboard.press("Enter");
    await ana.tabTo(/^Remove passkey/, "Shift+Tab");
    await ana.page.keyboard.press("Enter");
    await ana.hears(/^status: The passkey is removed from Ana\.$/);
  });

  it("axe finds nothing in any state, in light and in dark colours", async () => {
    const ana = await holder("Ana");
    await checkRulesInBothSchemes(ana.page, "none");
    await add(ana);
    await checkRulesInBothSchemes(ana.page, "one");
    await ana.page.getByRole("button", { name: /^Remove… the passkey/ }).click();
    await ana.button("Add a passkey to Ana").click();
    await ana.reads("this device keeps a passkey");
    await checkRulesInBothSchemes(ana.page, "a question and an error");
  });

  it("nothing is cut off or too small on a phone or a desktop", async () => {
    const ana = await holder("N".repeat(80), { viewport: { width: 320, height: 700 } });
    await add(ana);
    await ana.page.getByRole("button", { name: /^Remove… the passkey/ }).click();
    await atEachWidth(ana.page, [320, 360, 1280], async () => {
      await checkWidth(ana.page);
      await checkTargets(ana.page);
    });
  });
});
