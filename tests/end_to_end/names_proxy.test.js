// @ts-check
// Where a reverse proxy signs people in, it says who they are, and nothing is claimed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { look, talkPath } from "../support/board.js";
import { connectFrom } from "../support/crowd.js";
import { from, page } from "../support/history.js";
import { assertRefused } from "../support/names.js";

const proxy = "127.0.0.2";
const stranger = "127.0.0.3";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start({ memory: true, arguments: ["--trusted-proxy", proxy, "--user-header", "Remote-User"] });
});
after(() => server.remove());

async function askFrom(address, method, target, headers, body) {
  const wire = await connectFrom(server, address);
  const response = await wire.ask(method, target, headers, body);
  wire.destroy();
  return response;
}

/** What somebody whom the proxy has signed in asks for. */
const askAs = (user, method, target, body, headers = {}) =>
  askFrom(proxy, method, target, { "Remote-User": user, ...headers }, body);

const suggest = (user, title, presenter = user, headers = {}) =>
  askAs(user, "PUT", talkPath(title), { presenter, summary: `${Math.random()}` }, headers);
const say = (user, title, author = user, headers = {}) =>
  askAs(user, "POST", `${talkPath(title)}/comments`, { author, message: "Hello." }, headers);

test("who is signed in writes under that name, and what they write is theirs", async () => {
  assert.equal((await suggest("ada", "Hers")).status, 201);
  const said = await say("bo", "Hers");
  assert.deepEqual([said.status, said.json.owned], [201, true]);
  const [change] = (await page(server)).changes;
  assert.deepEqual([change.by, change.names], ["bo", undefined]);

  assertRefused(await suggest("bo", "Hers"), 403, "not-yours");
  const path = said.header("location");
  assertRefused(await askAs("ada", "PUT", path, { message: "Other." }), 403, "not-yours");
  assert.equal((await askAs("bo", "PUT", path, { message: "Anew." })).status, 204);
  assert.equal((await suggest("ada", "Hers")).status, 204);
});

test("whatever else a request says, what is written is under the name of who is signed in", async () => {
  await suggest("ada", "There");
  for (const name of ["bo", "Anybody", "Guest", "ada2"]) {
    assert.equal((await say("ada", "There", name, { "Board-Name": name })).json.author, "ada");
    await suggest("ada", `By ${name}`, name);
    const { talks } = await look(server);
    assert.equal(talks.find(({ title }) => title === `By ${name}`).presenter, "ada");
  }
  await say("ada", "There", "ada", { "Board-Name": "bo" });
  assert.equal((await page(server)).changes[0].by, "ada");
});

test("a cookie makes nobody of anybody, and claims nothing", async () => {
  await suggest("ada", "With cookies");
  assert.equal((await say("ada", "With cookies", "ada", from("Device"))).status, 201);
  assert.equal((await say("eve", "With cookies", "ada", from("Device"))).json.author, "eve");
  const told = (await askAs("ada", "GET", "/device", undefined, from("Device"))).json;
  assert.deepEqual([told.names, told.signed_in], [[], "ada"]);
  assertRefused(await askAs("ada", "POST", "/device/code", { name: "ada" }, from("Device")), 403, "not-yours");
});

test("the header of who is no trusted proxy says nothing", async () => {
  await suggest("ada", "Guarded");
  const before = await look(server);
  const body = { presenter: "ada", summary: "Other." };
  for (const headers of [{}, { "Remote-User": "ada" }, from("ada"), { "Board-Name": "ada" },
    { "Remote-User": "ada", "X-Forwarded-For": proxy }]) {
    const writes = [["PUT", talkPath("Guarded"), body], ["DELETE", talkPath("Guarded")], ["PUT", "/talks/New", body],
      ["PATCH", talkPath("Guarded"), { title: "Taken" }], ["POST", "/changes/1/undo"],
      ["POST", "/changes/undo", { by: "ada", since: 0 }], ["POST", "/changes/1/purge"]];
    for (const [method, target, content] of /** @type {any[]} */ (writes)) {
      assertRefused(await askFrom(stranger, method, target, headers, content), 403, "sign-in");
    }
    assert.equal((await askFrom(stranger, "GET", "/device", headers)).json.signed_in, null);
    assert.equal((await askFrom(stranger, "GET", "/talks", headers)).status, 200);
  }
  assert.deepEqual(await look(server), before);
});

test("a request of the proxy for somebody who is not signed in writes nothing", async () => {
  for (const headers of [{}, { "Remote-User": "" }, { "Board-Name": "ada" }]) {
    const response = await askFrom(proxy, "PUT", "/talks/Nobody", headers, { presenter: "ada", summary: "" });
    assertRefused(response, 403, "sign-in");
  }
});

// As where a proxy adds its header to what the client has sent.
test("a header that stands twice signs nobody in", async () => {
  for (const users of [["eve", "ada"], ["ada", "eve"]]) {
    const wire = await connectFrom(server, proxy);
    const fields = users.map(user => `Remote-User: ${user}\r\n`).join("");
    const { status } = await wire.send(`DELETE /talks/None HTTP/1.1\r\nHost: localhost\r\n${fields}\r\n`).response();
    wire.destroy();
    assert.ok([400, 403].includes(status), `${users}: ${status}`);
  }
});

test("who is signed in is a member, and removes with another one what was brought back", async () => {
  await suggest("ada", "Contested");
  const removal = (await askAs("bo", "DELETE", talkPath("Contested"))).header("board-version");
  assert.equal((await askAs("ada", "POST", `/changes/${removal}/undo`)).status, 201);
  for (const [user, status] of [["bo", 202], ["bo", 202], ["Bo", 202], ["cy", 204]]) {
    assert.equal((await askAs(user, "DELETE", talkPath("Contested"))).status, status, String(user));
  }
});
