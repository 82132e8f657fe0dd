// @ts-check
// The power is cut at any moment: what was not synced is gone with the process, since the disk under
// SQLite keeps it back.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { crashAgainAndAgain } from "../support/crash_rounds.js";
import { comment, propose } from "../support/board.js";
import { FaultyDisk } from "../support/faulty_disk.js";
import { Server } from "../support/server.js";

test("nothing acknowledged is lost, and nothing done twice, when the power goes", async context => {
  const disk = await FaultyDisk.make("hold-back");
  context.after(() => disk.remove());
  // In half of the lives single writes get to the disk early, in no order, as they may with any kernel.
  await crashAgainAndAgain(context, disk.server,
    random => disk.become(random() < 0.5 ? "hold-back" : "hold-back scatter"));
});

test("the log is synced after a write was asked for and before it is answered", async context => {
  const folder = await mkdtemp(join(tmpdir(), "skillboard-trace-"));
  const trace = join(folder, "trace");
  // -D: the server is our child, and strace its companion. -y: descriptors with their files' names.
  // A process is traced once, so not by LeakSanitizer too.
  const environment = { ASAN_OPTIONS: "detect_leaks=0" };
  const server = await Server.start({ environment, launcher: ["strace", "-D", "-f", "-y", "-s", "64", "-o", trace,
    "-e", "trace=read,readv,recvfrom,recvmsg,write,writev,sendto,sendmsg,fsync,fdatasync"] });
  context.after(async () => {
    await server.remove();
    await rm(folder, { recursive: true });
  });

  await propose(server, "Traced");
  for (let i = 0; i < 20; ++i) await comment(server, "Traced", `Message ${i}`);
  await server.stop();

  const story = tell(await readFile(trace, "utf8"));
  assert.equal(story.filter(event => event === "answered").length, 21);
  assert.match(story.join(" ").replaceAll(/(sync )+/g, "sync "), /^(sync )?(asked sync answered ?(sync ?)?)+$/);
});

/** What a trace of system calls says of writes, in order. A sync counts from when it is over. */
function tell(trace) {
  const story = [];
  const unfinished = new Map();
  for (const line of trace.split("\n")) {
    const [, thread = "", call = ""] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (call.endsWith("<unfinished ...>")) { unfinished.set(thread, call); continue; }
    const whole = call.startsWith("<...") ? `${unfinished.get(thread)} ${call}` : call;
    if (/"(PUT|POST) \/talks\/Traced/.test(whole)) story.push("asked");
    if (/"HTTP\/1\.1 201 /.test(whole)) story.push("answered");
    if (/^f(data)?sync\(\d+<[^>]*-wal>.* = 0$/.test(whole)) story.push("sync");
  }
  return story;
}
