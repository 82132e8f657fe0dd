// @ts-check
// How the program is started and told what to do.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Server, binary } from "../support/server.js";
import { Wire, ask } from "../support/raw_http.js";
import { look, park, propose } from "../support/board.js";

let folder = "";
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "skillboard-start-"));
  await writeFile(join(folder, "index.html"), "<!doctype html>");
});
after(() => rm(folder, { recursive: true }));

/** Runs the program, which ends by itself, to its end. */
function run(...parameters) {
  return new Promise(resolve => {
    execFile(binary, parameters, { timeout: 20_000, cwd: folder }, (error, stdout, stderr) =>
      resolve({ code: error ? error.code : 0, stdout, stderr }));
  });
}

/** Asserts that the program refuses to start, and says why in a sentence. */
async function assertRefuses(parameters, pattern) {
  const { code, stdout, stderr } = await run(...parameters);
  assert.ok(code > 0, `exit code ${code}`);
  assert.equal(stdout, "");
  assert.match(stderr, pattern);
  assert.ok(stderr.trim().split("\n").length <= 2, stderr);
}

/** Runs `action` with a server of its own. */
async function withServer(options, action) {
  const server = await Server.start(options);
  try {
    await action(server);
  } finally {
    await server.remove();
  }
}

test("--help names every option", async () => {
  const { code, stdout } = await run("--help");
  assert.equal(code, 0);
  for (const option of ["listen", "data", "memory", "public", "public-url", "log-level", "config",
    "max-wait", "head-timeout", "body-timeout", "write-timeout", "idle-timeout", "max-connections",
    "max-waiters", "max-connections-per-address", "max-waiters-per-address", "trusted-proxy",
    "proxy-header", "max-talks", "max-comments"]) {
    assert.ok(stdout.includes(`--${option}`), option);
  }
});

test("the page is found wherever the program is started from", async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), "skillboard-elsewhere-"));
  const process = spawn(binary, ["--listen", "127.0.0.1:0", "--memory"], { cwd: elsewhere });
  try {
    const [line] = await once(process.stdout.setEncoding("utf8"), "data");
    const page = await fetch(line.trim().replace("listening on ", ""));
    assert.match(await page.text(), /<title>Skillboard/);
  } finally {
    process.kill();
    await once(process, "exit");
    await rm(elsewhere, { recursive: true });
  }
});

test("--version says which it is", async () => {
  const { code, stdout } = await run("--version");
  assert.equal(code, 0);
  assert.match(stdout, /^skillboard \d+\.\d+\.\d+\n$/);
});

test("an unknown option and a value out of range are refused by name", async () => {
  await assertRefuses(["serve", "--lisen", "x"], /--lisen/);
  await assertRefuses(["serve", "--max-wait", "301"], /--max-wait/);
  await assertRefuses(["serve", "--max-wait", "soon"], /--max-wait/);
  await assertRefuses(["serve", "--listen", "nowhere"], /--listen/);
  await assertRefuses(["serve", "--log-level", "loud"], /--log-level/);
});

test("a port in use is one clear sentence", () => withServer({ memory: true }, server =>
  assertRefuses(["serve", "--memory", "--public", folder, "--listen", `127.0.0.1:${server.port}`],
    new RegExp(`127\\.0\\.0\\.1.*\\b${server.port}\\b`))));

test("a data file that cannot be opened is one clear sentence", async () => {
  await writeFile(join(folder, "not-a-board"), "This is no database at all. ".repeat(100));
  const serve = ["serve", "--listen", "127.0.0.1:0", "--public", folder, "--data"];
  await assertRefuses([...serve, join(folder, "none/board.db")], /none\/board\.db/);
  await assertRefuses([...serve, join(folder, "not-a-board")], /not-a-board/);
  assert.equal((await stat(join(folder, "not-a-board"))).size, 2800);
});

test("a data file in use by another server is one clear sentence", () => withServer({}, server =>
  assertRefuses(["serve", "--listen", "127.0.0.1:0", "--public", folder,
    "--data", server.dataFile], /board\.db/)));

test("a public folder that is not there is one clear sentence", () =>
  assertRefuses(["serve", "--memory", "--listen", "127.0.0.1:0", "--public", join(folder, "none")],
    /none/));

test("the environment sets what the command line does not", async () => {
  const environment = { SKILLBOARD_MAX_WAIT: "7", SKILLBOARD_MAX_TALKS: "1" };
  const applied = async server => {
    const wire = await park(server);
    await propose(server, "One");
    const response = await wire.response();
    wire.destroy();
    return [response.header("preference-applied"), (await propose(server, "Two")).status];
  };
  await withServer({ memory: true, environment }, async server =>
    assert.deepEqual(await applied(server), ["wait=7", 422]));
  await withServer({ memory: true, environment, arguments: ["--max-wait", "9"] }, async server =>
    assert.deepEqual(await applied(server), ["wait=9", 422]));
});

test("a file sets what neither does", async () => {
  const file = join(folder, "skillboard.conf");
  await writeFile(file, "max-wait = 8\nmax-talks = 1\n");
  await withServer({ memory: true, arguments: ["--config", file],
    environment: { SKILLBOARD_MAX_TALKS: "2" } }, async server => {
    const wire = await park(server);
    await propose(server, "One");
    assert.equal((await wire.response()).header("preference-applied"), "wait=8");
    wire.destroy();
    assert.equal((await propose(server, "Two")).status, 201);
    assert.equal((await propose(server, "Three")).status, 422);
  });
});

test("a name in the file that there is not is refused, since it would close no board", async () => {
  const file = join(folder, "misspelt.conf");
  await writeFile(file, "passphrase_file = /etc/hostname\n");
  await assertRefuses(["--memory", "--listen", "127.0.0.1:0", "--config", file], /passphrase_file/);
});

test("it listens on IPv6", () => withServer({ memory: true, listen: "[::1]:%PORT%" }, async server => {
  assert.equal(server.address, `http://[::1]:${server.port}`);
  const wire = await Wire.open({ host: "::1", port: server.port });
  assert.equal((await wire.ask("GET", "/talks", { Host: `[::1]:${server.port}` })).status, 200);
  wire.destroy();
}));

test("it listens on a socket in the file system, and removes it at the end", async () => {
  const path = join(folder, "board.sock");
  await withServer({ memory: true, listen: `unix:${path}` }, async server => {
    assert.equal(server.address, `unix:${path}`);
    const wire = await Wire.open({ path });
    assert.equal((await wire.ask("GET", "/talks")).status, 200);
    wire.destroy();
  });
  await assert.rejects(access(path));
});

test("a socket that a killed server left behind is replaced", async () => {
  const path = join(folder, "left.sock");
  await withServer({ memory: true, listen: `unix:${path}` }, async server => {
    await server.kill();
    await server.start();
    const wire = await Wire.open({ path });
    assert.equal((await wire.ask("GET", "/talks")).status, 200);
    wire.destroy();
  });
});

test("--memory keeps nothing", () => withServer({ memory: true }, async server => {
  await propose(server, "Fleeting");
  const { tag } = await look(server);
  await server.stop();
  await server.start();
  assert.deepEqual((await look(server)).talks, []);
  assert.equal((await ask(server, "GET", "/talks", { "If-None-Match": tag })).status, 200);
}));
