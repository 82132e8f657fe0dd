// @ts-check
// What the bodies of requests may hold, and what is refused.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { assertProblem, look, propose, talkPath } from "../support/board.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start({ memory: true });
  await propose(server, "There");
});
after(() => server.remove());

const talk = { presenter: "Ada", summary: "About it." };
const words = { author: "Grace", message: "Hello." };
const put = (body, headers) => ask(server, "PUT", "/talks/New", headers, body);
const post = (body, headers) => ask(server, "POST", "/talks/There/comments", headers, body);
const nested = depth => `${"[".repeat(depth)}${"]".repeat(depth)}`;

test("what is not a JSON object in UTF-8 is refused", async () => {
  const text = JSON.stringify(talk);
  const bodies = ["", " ", "{", "nonsense", text.slice(0, -1), `${text}x`, `${text}${text}`, "[]",
    "null", "1", '"text"', "{presenter:1}", text.replaceAll('"', "'"), text.replace("}", ",}"),
    `\uFEFF${text}x`, `/* a talk */${text}`, '{"presenter":"A","summary":NaN}',
    '{"presenter":"A\u0000","summary":"B"}', '{"presenter":"A\n","summary":"B"}',
    '{"presenter":"\\ud800","summary":"B"}', '{"presenter":"\\udc00\\ud800","summary":"B"}',
    '{"presenter":"A","summary":"\\u12"}', '{"presenter":"A","summary":"\\x41"}'];
  for (const body of bodies) {
    assertProblem(await put(body), 400);
    assertProblem(await post(body), 400);
  }
});

test("bytes that are not UTF-8 are refused", async () => {
  const invalid = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]];
  for (const bytes of invalid) {
    const body = Buffer.concat([Buffer.from('{"presenter":"'), Buffer.from(bytes),
      Buffer.from('","summary":"B"}')]);
    assertProblem(await put(body), 400);
  }
});

test("nesting is taken down to 32 levels", async () => {
  const within = depth => `{"presenter":"A","summary":"B","deep":${nested(depth - 1)}}`;

  assert.equal((await ask(server, "PUT", "/talks/Deep", {}, within(32))).status, 201);
  for (const depth of [33, 34, 1000, 30_000]) assertProblem(await put(within(depth)), 400);
});

test("a field that is missing or of another type is refused by its name", async () => {
  const refused = [[{ summary: "B" }, "presenter"], [{ presenter: "A" }, "summary"],
    [{ ...talk, presenter: 1 }, "presenter"], [{ ...talk, presenter: null }, "presenter"],
    [{ ...talk, summary: ["B"] }, "summary"], [{ ...talk, summary: {} }, "summary"],
    [{ ...talk, presenter: true }, "presenter"]];
  for (const [body, field] of refused) {
    const problem = assertProblem(await put(body), 400);
    assert.ok(JSON.stringify(problem).includes(`"${field}"`), JSON.stringify(problem));
  }
  for (const [body, field] of [[{ author: "A" }, "message"], [{ message: "B" }, "author"],
    [{ ...words, author: 7 }, "author"], [{ ...words, message: null }, "message"]]) {
    const problem = assertProblem(await post(body), 400);
    assert.ok(JSON.stringify(problem).includes(`"${field}"`), JSON.stringify(problem));
  }
});

test("a blank name or message is refused", async () => {
  for (const blank of ["", " ", "\t", "\u00a0", "\u2003\u2003"]) {
    assertProblem(await put({ ...talk, presenter: blank }), 400);
    assertProblem(await post({ ...words, author: blank }), 400);
    assertProblem(await post({ ...words, message: blank }), 400);
  }
});

test("lengths are limited, in characters", async () => {
  const unicorns = count => "🦄".repeat(count);
  assert.equal((await ask(server, "PUT", "/talks/Longest", {},
    { presenter: unicorns(80), summary: unicorns(10_000) })).status, 201);
  assert.equal((await post({ author: unicorns(80), message: unicorns(5_000) })).status, 201);

  assertProblem(await put({ ...talk, presenter: unicorns(81) }), 400);
  assertProblem(await put({ ...talk, summary: "x".repeat(10_001) }), 400);
  assertProblem(await post({ ...words, author: "x".repeat(81) }), 400);
  assertProblem(await post({ ...words, message: "x".repeat(5_001) }), 400);
});

test("control characters are refused; line breaks and tabs only where a text has them", async () => {
  for (const character of ["\u0000", "\u0007", "\u001b", "\u007f", "\u0085"]) {
    assertProblem(await put({ ...talk, presenter: `A${character}` }), 400);
    assertProblem(await put({ ...talk, summary: `B${character}` }), 400);
    assertProblem(await post({ ...words, message: `B${character}` }), 400);
  }
  assertProblem(await put({ ...talk, presenter: "A\nB" }), 400);
  assertProblem(await post({ ...words, author: "A\tB" }), 400);
  assert.equal((await post({ ...words, message: "a\n\tb" })).status, 201);
});

test("what people write comes back as it was written", async () => {
  const texts = ["<script>alert(1)</script>", "\"\\/", "e\u0301 é \u202eabc",
    "\u2028\u2029", "💚\u200d🔥", "a\tb\nc", " spaces around ", "\\u0041", "'; --"];
  for (const summary of texts) {
    const path = talkPath(`Text ${texts.indexOf(summary)}`);
    assert.equal((await ask(server, "PUT", path, {}, { ...talk, summary })).status, 201, summary);
    assert.equal((await ask(server, "GET", path)).json.summary, summary);
  }
});

test("a body declared as anything but JSON is refused", async () => {
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
    "application/jsonp", "application", "json", "text/json5; x=application/json", "*/*"]) {
    assertProblem(await put(talk, { "Content-Type": type }), 415);
    assertProblem(await post(words, { "Content-Type": type }), 415);
  }
});

test("so is one of a write that needs none, and is told apart by nothing else from a form", async () => {
  const form = { "Content-Type": "application/x-www-form-urlencoded" };
  for (const [method, path] of [["POST", "/changes/1/undo"], ["POST", "/changes/1/purge"],
    ["DELETE", "/talks/There"]]) {
    assertProblem(await ask(server, method, path, form), 415);
  }
});

test("JSON by any of its names, or undeclared, is taken", async () => {
  for (const type of ["application/json", "Application/JSON", "application/json; charset=utf-8",
    "application/json;charset=UTF-8", "application/json ; x=\"y\""]) {
    assert.equal((await post(words, { "Content-Type": type })).status, 201, type);
  }
  assert.equal((await post(JSON.stringify(words))).status, 201);
});

test("what was refused has changed nothing", async () => {
  const before = await look(server);
  assertProblem(await put("{"), 400);
  assertProblem(await post({ author: "A" }), 400);
  assert.deepEqual(await look(server), before);
});
