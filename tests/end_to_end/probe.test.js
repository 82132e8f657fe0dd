// @ts-check
// The http layer alone, as conformance suites see it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { binary } from "../support/server.js";

const program = join(dirname(binary), "tests/support/skillboard-http-probe");

/** @type {import("node:child_process").ChildProcess} */
let probe;
let url = "";
before(async () => {
  probe = spawn(program, ["127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  const [line] = await once(/** @type {any} */ (probe.stdout).setEncoding("utf8"), "data");
  url = line.trim().replace("listening on ", "");
});
after(async () => {
  probe.kill();
  const [code] = await once(probe, "exit");
  assert.equal(code, 0);
});

test("GET / answers 200 OK", async () => {
  const answer = await fetch(`${url}/`);
  assert.equal(answer.status, 200);
  assert.equal(await answer.text(), "OK");
});

test("a request with a body gets it back, whatever its method and path", async () => {
  for (const method of ["POST", "PUT", "PATCH"]) {
    const answer = await fetch(`${url}/any`, { method, body: "bytes ü" });
    assert.equal(await answer.text(), "bytes ü", method);
  }
});

test("/echo answers the request's headers, one a line", async () => {
  const lines = (await (await fetch(`${url}/echo`, { headers: { "X-Mine": "a,  b" } })).text()).split("\n");
  assert.ok(lines.some(line => line.toLowerCase() === "x-mine: a,  b"), lines.join("|"));
  assert.ok(lines.some(line => line.toLowerCase().startsWith("host: ")));
});

test("/cookie answers the cookies, one a line", async () => {
  const answer = await fetch(`${url}/cookie`, { headers: { Cookie: "a=1; b=2" } });
  assert.equal(await answer.text(), "a=1\nb=2\n");
});
