// @ts-check
// What the page knows of its device, without a page.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { codeInHash, grouped } from "../../public/js/codes.js";
import { createDevice, nameKey } from "../../public/js/device.js";
import { createPerson } from "../../public/js/person.js";
import { ApiError } from "../../public/js/request.js";
import { createVouched } from "../../public/js/vouched.js";

const held = (name, devices = []) => ({ name, since: "2026-11-20T12:00:00Z", devices });

describe("a device", () => {
  let memory, person, answers, asked, device;

  beforeEach(() => {
    const kept = new Map();
    memory = { get: key => kept.get(key) ?? "", set: (key, value) => { kept.set(key, value); } };
    person = createPerson(memory);
    asked = 0;
    answers = [];
    const readDevice = () => {
      asked += 1;
      return answers.shift()();
    };
    device = createDevice({ api: { readDevice }, person });
  });

  const answer = (...names) => answers.push(async () => ({ device: "d1", names, waiting: null }));

  it("gives its person a name only where there is none", async () => {
    answer(held("Ana"));
    await device.load();
    assert.equal(person.name, "Ana");
    person.become("Kim");
    answer(held("Bo"));
    await device.load();
    assert.equal(person.name, "Kim");
  });

  it("holds a name however it is written", async () => {
    answer(held("Zoë  Straße"));
    await device.load();
    for (const name of [" zoë strasse ", "ZOE\u0308 STRASSE", "Zo\u00eb\u3000Straße"]) {
      assert.ok(device.holds(name), name);
    }
    for (const name of ["Zoe Strasse", "", null]) assert.ok(!device.holds(name), String(name));
    assert.equal(nameKey("Ａna"), nameKey("ana"));
  });

  it("may change its own and nobody's, whatever name its person goes by", async () => {
    person.become("Bo");
    answer(held("Ana"));
    await device.load();
    assert.ok(device.mayChange({ presenter: "Ana", owned: true }));
    assert.ok(device.mayChange({ presenter: "Bo" }));
    assert.ok(!device.mayChange({ presenter: "Bo", owned: true }));
    assert.ok(!device.mayChange({ author: "Bo", presenter: "Ana", owned: true }), "a comment is its author's");
    assert.equal(device.actor, "Ana");
  });

  it("asks once more, not twice, when it is to ask while it asks", async () => {
    answer();
    answer(held("Ana"));
    await Promise.all([device.load(), device.load(), device.load()]);
    assert.equal(asked, 2);
    assert.ok(device.holds("Ana"));
  });

  it("keeps what it knows when it cannot ask, and asks again", async () => {
    answer(held("Ana"));
    await device.load();
    answers.push(async () => { throw new ApiError("network"); });
    await assert.rejects(device.load(), { kind: "network" });
    assert.ok(device.holds("Ana"));
    answer();
    await device.load();
    assert.ok(!device.holds("Ana"));
  });

  it("asks after a write under a name that it does not hold yet", async () => {
    device.wrote();
    assert.equal(asked, 0, "nobody wrote");
    person.become("Ana");
    answer(held("Ana"));
    answer(held("Ana"));
    device.wrote();
    assert.equal(asked, 1);
    await device.load();
    device.wrote();
    assert.equal(asked, 2, "once it holds the name, there is nothing to ask");
  });

  it("tells once of others that were vouched for, not of itself", async () => {
    const vouched = createVouched({ device, memory });
    const joined = (handle, how = "vouched") => ({ device: handle, how, label: "", joined: "", seen: "",
      vouched_by: ["Bo", "Cy"] });
    answer(held("Ana", [joined("d1"), joined("d2"), joined("d3", "code")]));
    await device.load();
    assert.deepEqual(vouched.news, [{ name: "Ana", device: "d2", vouchers: ["Bo", "Cy"] }]);
    vouched.see("d2");
    assert.deepEqual(vouched.news, []);
  });
});

describe("a person", () => {
  it("goes by a name that is not refused", async () => {
    const kept = new Map();
    const person = createPerson({ get: key => kept.get(key) ?? "", set: (key, value) => { kept.set(key, value); } });
    await person.actAs("Ana", async () => assert.equal(person.name, "Ana"));
    const refuse = type => () => Promise.reject(new ApiError("refused", { status: 409, type }));
    await assert.rejects(person.actAs("Bo", refuse("/problems/name-taken")));
    assert.equal(person.name, "Ana");
    await assert.rejects(person.actAs("Bo", refuse("/problems/other")));
    assert.equal(person.name, "Bo", "it was not the name's fault");
  });
});

describe("a code", () => {
  it("is shown in groups of four, and found in a link", () => {
    assert.equal(grouped("K7QM2XPR"), "K7QM-2XPR");
    assert.equal(codeInHash("#device=K7QM2XPR"), "K7QM2XPR");
    for (const hash of ["", "#device=", "#device=<b>", "#devices=K7QM2XPR"]) assert.equal(codeInHash(hash), "");
  });
});
