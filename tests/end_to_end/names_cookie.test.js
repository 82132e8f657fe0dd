// @ts-check
// How a browser becomes a device: by the cookie that the page comes with.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";
import { comment, propose } from "../support/board.js";
import { connectFrom } from "../support/crowd.js";
import { from } from "../support/history.js";
import { assertRefused } from "../support/names.js";

const proxy = "127.0.0.2";

/** @type {Server} */
let server;
/** @type {Server} */
let secure;
before(async () => {
  server = await Server.start({ memory: true, arguments: ["--trusted-proxy", proxy] });
  secure = await Server.start({ memory: true, arguments: ["--public-url", "https://board.example"] });
  for (const each of [server, secure]) await propose(each, "There");
});
after(async () => { await server.remove(); await secure.remove(); });

const plain = "skillboard-device";
const hosted = "__Host-skillboard-device";

/** The name, value and attributes of the cookie that an answer sets; null when it sets none. */
function cookieOf(response) {
  const field = response.header("set-cookie");
  if (field === undefined) return null;
  const [pair, ...attributes] = field.split("; ");
  const [name, value] = pair.split("=");
  assert.match(value, /^[\w-]{43}$/, "256 bits");
  return { name, value, attributes: attributes.sort() };
}

const page = (to, headers = {}) => ask(to, "GET", "/", headers);
const tokenOf = from("Ada").Cookie.split("=")[1];
const attributes = ["HttpOnly", "Max-Age=31536000", "Path=/", "SameSite=Lax"];

async function askFrom(address, to, method, target, headers, body) {
  const wire = await connectFrom(to, address);
  const response = await wire.ask(method, target, headers, body);
  wire.destroy();
  return response;
}

test("the first page makes a device, each time another one", async () => {
  const tokens = new Set();
  for (let i = 0; i < 20; ++i) {
    const cookie = cookieOf(await page(server));
    assert.deepEqual([cookie?.name, cookie?.attributes], [plain, attributes]);
    tokens.add(cookie?.value);
  }
  assert.equal(tokens.size, 20);
});

test("every page does, and nothing else", async () => {
  for (const path of ["/", "/index.html", "/history.html"]) {
    assert.ok(cookieOf(await ask(server, "GET", path)), path);
    assert.ok(cookieOf(await ask(server, "HEAD", path)), path);
  }
  for (const [method, path] of [["GET", "/icon.svg"], ["GET", "/none"], ["GET", "/talks"], ["GET", "/talks/There"],
    ["GET", "/changes"], ["GET", "/device"], ["OPTIONS", "/"], ["POST", "/"], ["GET", "/talks/None"]]) {
    assert.equal(cookieOf(await ask(server, method, path)), null, `${method} ${path}`);
  }
  assert.equal(cookieOf(await propose(server, "Written")), null);
  assert.equal(cookieOf(await comment(server, "There", "Hello.", from("Ada"))), null);
});

test("a page that is fetched as a part of something else changes nothing", async () => {
  for (const mode of ["cors", "no-cors", "same-origin", "websocket", "x"]) {
    const response = await page(server, { "Sec-Fetch-Mode": mode });
    assert.equal(response.status, 200);
    assert.equal(cookieOf(response), null, mode);
  }
  assert.ok(cookieOf(await page(server, { "Sec-Fetch-Mode": "navigate" })));
});

test("the token is kept and its time begins anew, also when the page is not modified", async () => {
  const etag = (await page(server)).header("etag");
  for (const headers of [{}, { "If-None-Match": etag }]) {
    const response = await page(server, from("Ada", headers));
    assert.equal(response.status, headers["If-None-Match"] ? 304 : 200);
    assert.deepEqual(cookieOf(response), { name: plain, value: tokenOf, attributes });
  }
});

test("it is found among other cookies", async () => {
  for (const cookies of [`a=b; ${plain}=${tokenOf}`, `${plain}=${tokenOf};a=b`, `x${plain}=y; ${plain}=${tokenOf}`,
    ` ; ${plain}=${tokenOf} ;; ${plain}2=y`]) {
    assert.equal(cookieOf(await page(server, { Cookie: cookies }))?.value, tokenOf, cookies);
  }
});

test("a cookie that is none, or stands twice, is replaced by a new one", async () => {
  const other = from("Bo").Cookie;
  const bad = ["", "x", tokenOf.slice(1), `${tokenOf}A`, `${tokenOf.slice(1)}!`, `"${tokenOf}"`, `${tokenOf}=`,
    `${tokenOf.slice(0, 42)}%`, "A".repeat(5_000)].map(value => `${plain}=${value}`);
  for (const cookies of [...bad, `${plain}=${tokenOf}; ${other}`, `${other}; ${plain}=${tokenOf}`,
    `${plain}=${tokenOf}; ${plain}=${tokenOf}`, `Skillboard-Device=${tokenOf}`, `${hosted}=${tokenOf}`]) {
    const cookie = cookieOf(await page(server, { Cookie: cookies }));
    assert.equal(cookie?.name, plain);
    assert.ok(![tokenOf, other.split("=")[1]].includes(cookie?.value), cookies.slice(0, 99));
    assert.equal((await ask(server, "GET", "/device", { Cookie: cookies })).json.device, null, cookies.slice(0, 99));
  }
});

test("behind https it is a cookie of this host alone, and the plain one is not believed", async () => {
  const first = cookieOf(await page(secure));
  assert.deepEqual([first?.name, first?.attributes], [hosted, [...attributes, "Secure"].sort()]);
  assert.equal(cookieOf(await page(secure, { Cookie: `${hosted}=${tokenOf}` }))?.value, tokenOf);
  assert.notEqual(cookieOf(await page(secure, from("Ada")))?.value, tokenOf);

  const own = { Cookie: `${hosted}=${tokenOf}` };
  assert.equal((await comment(secure, "There", "Mine.", { author: "Ada", ...own })).status, 201);
  assertRefused(await comment(secure, "There", "Mine?", { author: "Ada", ...from("Ada") }), 409, "name-taken");
  // Set by a neighbour, or on the way: which of both comes first does not matter.
  const both = { Cookie: `${from("Eve").Cookie}; ${hosted}=${tokenOf}; ${from("Eve").Cookie}` };
  assert.equal((await comment(secure, "There", "Mine.", { author: "Ada", ...both })).status, 201);
});

test("a trusted proxy says that it is https, and nobody else", async () => {
  const forwarded = { "X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.1" };
  assert.equal(cookieOf(await askFrom(proxy, server, "GET", "/", forwarded))?.name, hosted);
  assert.equal(cookieOf(await askFrom(proxy, server, "GET", "/", { ...forwarded, "X-Forwarded-Proto": "http" }))?.name,
    plain);
  assert.equal(cookieOf(await askFrom("127.0.0.3", server, "GET", "/", forwarded))?.name, plain);
  const answer = await askFrom(proxy, server, "GET", "/device", from("Ada", forwarded));
  assert.equal(answer.json.device, null, "the plain cookie");
});

test("the token is told to nobody, nor is what the journal knows it by", async () => {
  const secret = cookieOf(await page(server))?.value ?? "";
  const headers = { Cookie: `${plain}=${secret}` };
  await comment(server, "There", "From a device.", { author: "Cy", ...headers });
  const told = [await ask(server, "GET", "/device", headers), await ask(server, "GET", "/changes"),
    await ask(server, "GET", "/talks"), await ask(server, "GET", "/changes?since=none")].map(({ text }) => text);
  const { device } = JSON.parse(told[0]);
  assert.match(device, /^[a-z0-9]{12}$/);
  assert.ok(told[1].includes(device), "its handle is public");
  for (const text of told) {
    assert.ok(!text.includes(secret));
    assert.ok(!new RegExp(`${device}[a-z0-9]`).test(text), "the whole hash");
  }
});
