// @ts-check
// WebSockets, frame by frame (RFC 6455): what is taken, and with which code all else ends.
import assert from "node:assert/strict";
import { connect } from "node:net";
import { after, afterEach, before, test } from "node:test";
import { Server } from "../support/server.js";
import { look, propose, until } from "../support/board.js";
import { WebSocketClient, closing, frame, opcodes } from "../support/websocket.js";

const { continuation, text, binary, close, ping, pong } = opcodes;

/** @type {Server} */
let server;
/** @type {WebSocketClient[]} */
let open = [];
before(async () => {
  server = await Server.start({ memory: true, arguments: ["--body-timeout", "1"] });
  await propose(server, "Knots");
});
after(() => server.remove());
afterEach(() => {
  for (const client of open.splice(0)) client.destroy();
});

/** One that has been told where it is. */
async function listen() {
  const client = await WebSocketClient.open(server, `/changes?since=${encodeURIComponent((await look(server)).tag)}`);
  open.push(client);
  assert.equal(client.status, 101);
  assert.deepEqual((await client.next()).changes, []);
  return client;
}

/** A message that is answered by a problem, so that a test sees that it came as a whole. */
const nonsense = text => JSON.stringify({ nonsense: text });
const isAnswered = async client => assert.ok((await client.next())?.problem, "the message came");

const emoji = Buffer.from("{\"a\":\"🧶\"}");
const split = (bytes, at) => [bytes.subarray(0, at), bytes.subarray(at)];

const taken = {
  "a message at a stroke": [frame(text, nonsense("a"))],
  "an empty message": [frame(text)],
  "a message in two pieces": [frame(text, "{\"a\"", { final: false }), frame(continuation, ":1}")],
  "a message in many pieces, some of them empty": [frame(text, "", { final: false }),
    ..."{\"a\":1}".split("").map(letter => frame(continuation, letter, { final: false })), frame(continuation)],
  "a ping in the middle of a message": [frame(text, "{", { final: false }), frame(ping, "x"), frame(continuation, "}")],
  "a character in two pieces": [frame(text, split(emoji, 7)[0], { final: false }),
    frame(continuation, split(emoji, 7)[1])],
  "a message of 126 bytes": [frame(text, nonsense("x".repeat(111)))],
  "a message of 65,535 bytes": [frame(text, nonsense("x".repeat(65520)))],
  "a message of 64 KiB, the most there may be": [frame(text, nonsense("x".repeat(65521)))],
  "a pong that nobody asked for": [frame(pong, "?"), frame(text, "{}")],
};

for (const [name, frames] of Object.entries(taken)) {
  test(`${name} is taken, in one go and byte by byte`, async () => {
    const client = await listen();
    client.send(Buffer.concat(frames));
    await isAnswered(client);
    const bytes = Buffer.concat(frames);
    if (bytes.length > 1000) return;
    for (const byte of bytes) {
      client.send(Buffer.from([byte]));
      await new Promise(resolve => setImmediate(resolve));
    }
    await isAnswered(client);
  });
}

const invalid = [0xff, 0xc0, 0x80];
const refused = {
  1002: {
    "an unmasked frame": [frame(text, "{}", { masked: false })],
    "an unmasked ping": [frame(ping, "", { masked: false })],
    ...Object.fromEntries([1, 2, 4, 7].map(reserved =>
      [`reserved bits ${reserved}`, [frame(text, "{}", { reserved })]])),
    ...Object.fromEntries([3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map(opcode => [`opcode ${opcode}`, [frame(opcode, "")]])),
    "a continuation of nothing": [frame(continuation, "{}")],
    "a continuation of a message that has ended": [frame(text, "{}"), frame(continuation, "{}")],
    "a message within a message": [frame(text, "{", { final: false }), frame(text, "}")],
    "a ping in pieces": [frame(ping, "", { final: false })],
    "a close in pieces": [frame(close, "", { final: false })],
    "a ping of 126 bytes": [frame(ping, "x".repeat(126))],
    "a length in more bytes than it takes": [frame(text, "{}", { bytes: 2 })],
    "a length in many more bytes than it takes": [frame(text, "x".repeat(200), { bytes: 8 })],
    "a length beyond 63 bits": [Buffer.from([0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0])],
    "a close with half a code": [frame(close, "x")],
    ...Object.fromEntries([0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65535]
      .map(code => [`a close with code ${code}`, [closing(code)]])),
  },
  1003: {
    "a binary message": [frame(binary, "{}")],
    "the beginning of one": [frame(binary, "{}", { final: false })],
  },
  1007: {
    ...Object.fromEntries(invalid.map(byte => [`the byte ${byte}`, [frame(text, Buffer.from([byte]))]])),
    "a character that ends too early": [frame(text, emoji.subarray(0, 8))],
    "a surrogate": [frame(text, Buffer.from([0xed, 0xa0, 0x80]))],
    "what is too long for its character": [frame(text, Buffer.from([0xc0, 0xaf]))],
    "what is beyond Unicode": [frame(text, Buffer.from([0xf4, 0x90, 0x80, 0x80]))],
    "an invalid byte in the last of its pieces": [frame(text, "{", { final: false }),
      frame(continuation, Buffer.from([0xff]))],
    "a character split wrongly": [frame(text, split(emoji, 7)[0], { final: false }), frame(continuation, "x")],
    "a reason to close that is not UTF-8": [frame(close, Buffer.from([0x03, 0xe8, 0xff]))],
  },
  1009: {
    "a message of a byte more than there may be": [frame(text, nonsense("x".repeat(65522)))],
    "the head of one of four gigabytes": [Buffer.from([0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4])],
    "one that grows piece by piece": Array.from({ length: 20 }, (_, index) =>
      frame(index ? continuation : text, "x".repeat(4000), { final: false })),
  },
};

for (const [code, cases] of Object.entries(refused)) {
  for (const [name, frames] of Object.entries(cases)) {
    test(`${name} ends it with ${code}`, async () => {
      const client = await listen();
      client.send(Buffer.concat(frames));
      assert.equal(await client.closed(), Number(code));
      await client.ended();
    });
  }
}

test("a close is answered by its own code, and one without a code by 1000", async () => {
  for (const [sent, answered] of [[1000, 1000], [1001, 1001], [1011, 1011], [3000, 3000], [4999, 4999], [0, 1000]]) {
    const client = await listen();
    client.send(sent ? closing(sent, "good bye") : frame(close));
    assert.equal(await client.closed(), answered);
    await client.ended();
  }
});

test("what comes behind a close is not taken up", async () => {
  const client = await listen();
  client.send(Buffer.concat([closing(1000), frame(text, "{}")]));
  assert.equal((await client.frame())?.opcode, close);
  assert.equal(await client.frame(), null);
});

test("a ping is answered with what it says, and of many at once the last", async () => {
  const client = await listen();
  client.send(frame(ping, "x".repeat(125)));
  assert.deepEqual(await client.frame(), { opcode: pong, payload: Buffer.from("x".repeat(125)) });
  client.send(Buffer.concat(Array.from({ length: 50 }, (_, index) => frame(ping, `${index}`))));
  let last;
  while (String(last?.payload) !== "49") last = await client.frame();
  assert.equal(last?.opcode, pong);
});

test("a flood of pings is not answered by a flood, and ends for who does not read", async () => {
  const client = await listen();
  const flood = Buffer.concat(Array.from({ length: 10000 }, () => frame(ping, "x".repeat(100))));
  for (let count = 0; count < 10; ++count) client.send(flood);
  client.send(frame(text, "{}"));
  let pongs = 0;
  for (let next = await client.frame(); next?.opcode === pong; next = await client.frame()) pongs += 1;
  assert.ok(pongs > 0 && pongs < 10000, `${pongs} pongs to 100,000 pings`);
});

test("a message that does not come to its end is not waited for", async () => {
  const client = await listen();
  client.send(frame(text, "{", { final: false }));
  const begun = Date.now();
  client.send(frame(ping));
  assert.equal(await client.closed(), 1008);
  assert.ok(Date.now() - begun >= 900, "it has its time");
});

test("who says more than there is time for is sent away", async () => {
  const client = await listen();
  client.send(Buffer.concat(Array.from({ length: 61 }, () => frame(text, "{}"))));
  assert.equal(await client.closed(), 1008);
});

const asked = headers => WebSocketClient.open(server, "/changes", headers);

test("a handshake that is none is refused, and says why", async () => {
  for (const [headers, status] of /** @type {[Record<string, string | null>, number][]} */ ([
    [{ "Sec-WebSocket-Version": "8" }, 426],
    [{ "Sec-WebSocket-Version": null }, 426],
    [{ "Sec-WebSocket-Key": null }, 400],
    [{ "Sec-WebSocket-Key": "short" }, 400],
    [{ "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=!" }, 400],
    [{ "Sec-WebSocket-Protocol": "chat, skillboard.2" }, 400],
  ])) {
    const client = await asked(headers);
    assert.equal(client.status, status, JSON.stringify(headers));
    if (status === 426) assert.equal(client.headers["sec-websocket-version"], "13");
    client.destroy();
  }
});

test("a handshake is answered as the RFC has it, and names the one subprotocol it knows", async () => {
  const client = await asked({ "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", Connection: "keep-alive, Upgrade",
    Upgrade: "WebSocket", "Sec-WebSocket-Protocol": "chat, skillboard.1" });
  open.push(client);
  assert.equal(client.headers["sec-websocket-accept"], "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  assert.equal(client.headers["sec-websocket-protocol"], "skillboard.1");
  assert.equal(client.headers.upgrade, "websocket");
  assert.equal(client.headers.connection, "Upgrade");
  assert.equal(client.headers["content-length"], undefined);
  const plain = await asked({ "Sec-WebSocket-Protocol": null });
  open.push(plain);
  assert.equal(plain.status, 101);
  assert.equal(plain.headers["sec-websocket-protocol"], undefined);
});

test("no extension is taken up, so no frame is ever compressed", async () => {
  const client = await asked({ "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits" });
  open.push(client);
  assert.equal(client.status, 101);
  assert.equal(client.headers["sec-websocket-extensions"], undefined);
});

test("what is no handshake is an ordinary request", async () => {
  for (const headers of [{ Upgrade: null }, { Connection: "keep-alive" }, { Upgrade: "h2c" }]) {
    const client = await asked(headers);
    assert.equal(client.status, 200);
    client.destroy();
  }
});

test("frames that come with the handshake are taken up", async () => {
  const socket = connect(server.port, "127.0.0.1");
  let heard = "";
  socket.on("data", bytes => { heard += bytes.toString("latin1"); });
  const head = ["GET /changes HTTP/1.1", "Host: localhost", "Upgrade: websocket", "Connection: Upgrade",
    "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", ""].join("\r\n");
  socket.write(Buffer.concat([Buffer.from(head), frame(text, "{}")]));
  await until(async () => heard.includes("/problems/"), "the message is answered");
  socket.destroy();
});
