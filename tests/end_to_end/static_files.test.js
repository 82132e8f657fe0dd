// @ts-check
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { Server } from "../support/server.js";
import { ask } from "../support/raw_http.js";

const style = "body { color: rebeccapurple; }\n".repeat(200);
const page = "<!doctype html><title>A page</title>";
const files = {
  "index.html": page, "404.html": "<!doctype html><title>No such page</title>",
  "css/base.css": style, "css/base.0123abcd.css": style, "css/base.face.css": style,
  "js/main.js": "export {};\n", "icon.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
  "icon.png": "\x89PNG", "notes.txt": "Grüße", "data.json": "{}", "a b.txt": "space",
  "site.webmanifest": "{}", ".secret": "secret", "js/.hidden.js": "secret", ".git/config": "secret",
};

let folder = "";
/** @type {Server} */
let server;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "skillboard-public-"));
  const publicFolder = join(folder, "public");
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(publicFolder, path, ".."), { recursive: true });
    await writeFile(join(publicFolder, path), text);
  }
  await writeFile(join(folder, "outside.txt"), "secret");
  await symlink(join(folder, "outside.txt"), join(publicFolder, "link.txt"));
  server = await Server.start({ memory: true, publicFolder });
});
after(async () => {
  await server.remove();
  await rm(folder, { recursive: true });
});

const get = (path, headers = {}) => ask(server, "GET", path, headers);
const tagOf = async (path, headers = {}) => (await get(path, headers)).header("etag") ?? "";

test("the root is the page", async () => {
  const response = await get("/");
  assert.equal(response.status, 200);
  assert.equal(response.text, page);
  assert.equal((await get("/?utm=x")).text, page);
});

test("every file has its type", async () => {
  const types = {
    "/": /^text\/html; charset=utf-8$/i, "/css/base.css": /^text\/css; charset=utf-8$/i,
    "/js/main.js": /^text\/javascript; charset=utf-8$/i, "/icon.svg": /^image\/svg\+xml(;|$)/,
    "/icon.png": /^image\/png$/, "/notes.txt": /^text\/plain; charset=utf-8$/i,
    "/data.json": /^application\/json(;|$)/, "/site.webmanifest": /^application\/manifest\+json(;|$)/,
  };
  for (const [path, type] of Object.entries(types)) {
    const response = await get(path);
    assert.equal(response.status, 200, path);
    assert.match(response.header("content-type") ?? "none", type, path);
    assert.equal(response.header("x-content-type-options"), "nosniff");
  }
});

test("a file is conditional by a strong tag", async () => {
  const tag = await tagOf("/css/base.css");
  assert.match(tag, /^"[^"]+"$/);

  for (const name of [tag, `W/${tag}`, `"x", ${tag}`, "*"]) {
    const response = await get("/css/base.css", { "If-None-Match": name });
    assert.equal(response.status, 304, name);
    assert.equal(response.header("etag"), tag);
  }
  assert.equal((await get("/css/base.css", { "If-None-Match": '"x"' })).status, 200);
  assert.equal((await get("/", { "If-None-Match": tag })).status, 200);
});

test("gzip and brotli where the client takes them, each with a tag of its own", async () => {
  const plain = await get("/css/base.css");
  const zipped = await get("/css/base.css", { "Accept-Encoding": "gzip" });
  const brotli = await get("/css/base.css", { "Accept-Encoding": "gzip, deflate, br" });

  assert.equal(plain.header("content-encoding"), undefined);
  assert.equal(plain.text, style);
  assert.equal(zipped.header("content-encoding"), "gzip");
  assert.equal(gunzipSync(zipped.body).toString(), style);
  assert.equal(brotli.header("content-encoding"), "br");
  assert.equal(brotliDecompressSync(brotli.body).toString(), style);
  const answers = [plain, zipped, brotli];
  assert.equal(new Set(answers.map(response => response.header("etag"))).size, 3);
  for (const response of answers) {
    assert.match(response.header("vary") ?? "", /accept-encoding/i);
  }
});

test("Accept-Encoding is read with its qualities", async () => {
  const chosen = {
    "br;q=0, gzip": "gzip", "gzip;q=0": undefined, "*": "br", "*;q=0": undefined, "": undefined,
    "GZIP": "gzip", "identity": undefined, "br;q=0.1, gzip;q=0.9": "gzip", "gzip;q=0, *": "br",
    "deflate": undefined, "gzip;q=0.000": undefined, "br ; q=1.0": "br",
  };
  for (const [accepted, coding] of Object.entries(chosen)) {
    const response = await get("/css/base.css", { "Accept-Encoding": accepted });
    assert.equal(response.status, 200);
    assert.equal(response.header("content-encoding"), coding, accepted);
  }
});

test("what does not get smaller is not compressed", async () => {
  const response = await get("/js/main.js", { "Accept-Encoding": "gzip, br" });
  assert.equal(response.header("content-encoding"), undefined);
});

test("a tag of one coding is known when another is asked for", async () => {
  const zipped = await tagOf("/css/base.css", { "Accept-Encoding": "gzip" });
  const response = await get("/css/base.css",
    { "Accept-Encoding": "gzip", "If-None-Match": zipped });
  assert.equal(response.status, 304);
  assert.equal(response.header("etag"), zipped);
});

test("HEAD tells what GET would send", async () => {
  for (const coding of ["identity", "gzip", "br"]) {
    const headers = { "Accept-Encoding": coding };
    const got = await get("/css/base.css", headers);
    const head = await ask(server, "HEAD", "/css/base.css", headers);
    const fields = ({ fields }) => fields.filter(([name]) => name !== "date");
    assert.equal(head.status, 200);
    assert.deepEqual(fields(head), fields(got));
  }
});

test("what carries a hash in its name is kept, the rest is asked for again", async () => {
  const control = async path => (await get(path)).header("cache-control") ?? "";
  assert.match(await control("/css/base.0123abcd.css"), /max-age=31536000.*immutable/);
  for (const path of ["/", "/css/base.css", "/js/main.js", "/css/base.face.css"]) {
    assert.match(await control(path), /no-cache|max-age=0/, path);
  }
});

test("dot files and what a link leads out to are not there", async () => {
  for (const path of ["/.secret", "/js/.hidden.js", "/.git/config", "/.git/", "/link.txt",
    "/%2esecret"]) {
    const response = await get(path);
    assert.equal(response.status, 404, path);
    assert.ok(!response.text.includes("secret"));
  }
});

test("no path leads out of the folder", async () => {
  for (const path of ["/../outside.txt", "/..%2foutside.txt", "/%2e%2e/outside.txt",
    "/css/../../outside.txt", "/css/..%2f..%2foutside.txt", "/..%5coutside.txt", "//outside.txt",
    "/css/../index.html", "/css/../", "/./index.html", "/css//base.css",
    "/css%2fbase.css", "/..;/outside.txt", "/css", "/css/", "/index.html/"]) {
    const response = await get(path);
    assert.ok([400, 404].includes(response.status), `${path}: ${response.status}`);
    assert.ok(!response.text.includes("secret"));
  }
  assert.equal((await get("/%00")).status, 400);
});

test("a name is found percent-encoded", async () => {
  assert.equal((await get("/a%20b.txt")).text, "space");
  assert.equal((await get("/%69ndex.html")).text, page);
});

test("an unknown path gets the 404 page", async () => {
  for (const path of ["/none", "/css/none.css", "/INDEX.html"]) {
    const response = await get(path);
    assert.equal(response.status, 404, path);
    assert.match(response.header("content-type") ?? "", /^text\/html/);
    assert.match(response.text, /No such page/);
  }
});

test("files are read once at start", async () => {
  await writeFile(join(folder, "public/notes.txt"), "changed");
  await writeFile(join(folder, "public/new.txt"), "new");
  assert.equal((await get("/notes.txt")).text, "Grüße");
  assert.equal((await get("/new.txt")).status, 404);
});
