// @ts-check
// Whether the sample configuration has each option, as it is if it is not given, and can be read.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { read, root } from "../lint/files.js";
import { optionsOf } from "../support/program_help.js";
import { Server } from "../support/server.js";

const lines = read("packaging/skillboard.conf").split("\n").filter(line => /^#?[a-z]/.test(line));
const values = new Map(lines.map(line => {
  const [name, ...value] = line.replace(/^#/, "").split(" = ");
  return [name, value.join(" = ").replace(/^"(.*)"$/, "$1")];
}));
// These say where options stand, and what there is.
const notThere = ["--help", "--version", "--config"];
const options = optionsOf().filter(({ name }) => !notThere.includes(name));

let folder = "";
before(async () => { folder = await mkdtemp(join(tmpdir(), "skillboard-sample-")); });
after(() => rm(folder, { recursive: true }));

test("it has each option, and none that is not there", () => {
  assert.deepEqual([...values.keys()].sort(), options.map(({ name }) => name.slice(2)).sort());
  assert.equal(lines.length, options.length, "each stands once");
});

test("it changes nothing as it stands", () => assert.ok(lines.every(line => line.startsWith("#"))));

test("it has each default", () => {
  for (const { name, kind, usual } of options) {
    if (usual || !kind) assert.equal(values.get(name.slice(2)), usual || "false", name);
  }
});

test("the program takes every line of it", async () => {
  const passphrase = join(folder, "passphrase");
  await writeFile(passphrase, "correct horse battery staple\n");
  // Which places there are is the machine's.
  const places = { "listen": "", "admin-listen": "", "data": "", "public": join(root, "public"),
    "passphrase-file": passphrase };
  const taken = [...values].map(([name, value]) => [name, places[name] ?? value]).filter(([, value]) => value);
  const file = join(folder, "skillboard.conf");
  await writeFile(file, taken.map(([name, value]) => `${name} = "${value}"\n`).join(""));

  const server = await Server.start({ arguments: ["--config", file], usualLimits: true });
  await server.remove();
});
