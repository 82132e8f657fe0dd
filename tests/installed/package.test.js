// @ts-check
// The life of the package on a fresh Debian with systemd as its first process: one story, told in order. Run by
// scripts/test-packaging, which says where the root folder is, and where the packages are in it.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { Load } from "../support/load.js";
import { Machine } from "../support/machine.js";
import { ask } from "../support/raw_http.js";
import { look, propose } from "../support/board.js";

const { SKILLBOARD_ROOT: root = "", SKILLBOARD_PACKAGES: packages = "" } = process.env;
const [firstPackage, secondPackage] = packages.split(":");
const service = "skillboard.service";

/** @type {Machine} */
let machine;
/** @type {{path: string}} */
let board;
before(async () => {
  machine = await Machine.boot(root);
  board = await machine.reach(8000);
});
after(async () => {
  console.log(await machine.try("journalctl", "--no-pager", "--lines=200", "--unit=skillboard*"));
  await machine.stop();
});

/** What it depends on has been fetched before: the machine cannot. @param {string[]} parameters */
const apt = (...parameters) => machine.shell(
  `DEBIAN_FRONTEND=noninteractive apt-get --quiet --yes ${parameters.join(" ")} 2>&1`);

const upgrade = () => machine.shell(`dpkg --install ${secondPackage} 2>&1`);

const mainProcess = async () => Number(await machine.property(service, "MainPID"));

/** @param {string} unit */
const isActive = unit => machine.try("systemctl", "is-active", unit);

test("it is installed without a complaint, and serves the board", async () => {
  const said = await apt("install", firstPackage);

  assert.doesNotMatch(said, /warning|error|fail|not found|denied/i);
  assert.equal(await isActive(service), "active");
  assert.equal(await isActive("skillboard.socket"), "active");
  assert.equal(await machine.try("systemctl", "is-enabled", service, "skillboard.socket"), "enabled\nenabled");
  assert.equal((await ask(board, "GET", "/")).status, 200);
  assert.equal((await propose(board, "First")).status, 201);
});

test("its files are there as they were packed, with their owners and rights", async () => {
  assert.equal(await machine.run("dpkg", "--verify", "skillboard"), "");
  const rights = await machine.shell(`stat --format '%U:%G %a %n' /usr/bin/skillboard /etc/skillboard \\
    /etc/skillboard/skillboard.conf /var/lib/skillboard /var/lib/skillboard/board.db`);
  assert.equal(rights, [
    "root:root 755 /usr/bin/skillboard",
    "root:root 755 /etc/skillboard",
    "root:root 644 /etc/skillboard/skillboard.conf",
    "skillboard:skillboard 750 /var/lib/skillboard",
    "skillboard:skillboard 600 /var/lib/skillboard/board.db",
  ].join("\n"));
  assert.match(await machine.run("getent", "passwd", "skillboard"),
    /^skillboard:!?\*?x?:\d+:\d+:Skillboard:\/var\/lib\/skillboard:\/usr\/sbin\/nologin$/);
  assert.match(await machine.run("dpkg-query", "--show", "--showformat=${Conffiles}", "skillboard"),
    /^\/etc\/skillboard\/skillboard\.conf [0-9a-f]{32}$/);
});

test("its manual, its completion and its samples are found", async () => {
  assert.equal(await machine.run("man", "--where", "skillboard"), "/usr/share/man/man1/skillboard.1.gz");
  assert.match(await machine.run("man", "skillboard"), /SKILLBOARD\(1\)/);
  const completed = await machine.run("bash", "-c", `. /usr/share/bash-completion/bash_completion
    _completion_loader skillboard; complete -p skillboard`);
  assert.match(completed, /-F _skillboard skillboard/);
  for (const sample of ["nginx.conf", "haproxy.cfg", "Caddyfile"]) {
    assert.ok(existsSync(machine.pathOf(`/usr/share/doc/skillboard/examples/${sample}`)), sample);
  }
});

test("the server can do as little as its unit says", async () => {
  const status = await machine.shell(`cat /proc/${await mainProcess()}/status`);
  const user = await machine.run("id", "--user", "skillboard");
  assert.match(status, new RegExp(`^Uid:\\s+${user}\\s+${user}\\s`, "m"));
  assert.match(status, /^CapEff:\s+0+$/m);
  assert.match(status, /^CapBnd:\s+0+$/m);
  assert.match(status, /^NoNewPrivs:\s+1$/m);
  assert.match(status, /^Seccomp:\s+2$/m);
  const exposure = await machine.run("systemd-analyze", "security", "--no-pager", "--threshold=15", service);
  assert.match(exposure, /Overall exposure level/);
});

test("what it says is in the journal, with its weight", async () => {
  const lines = await machine.run("journalctl", "--unit", service, "--output=json", "--grep=serving version");
  const { PRIORITY: priority, MESSAGE: message } = JSON.parse(lines.split("\n")[0]);
  assert.equal(priority, "6");
  assert.match(message, /^serving version/);
});

test("restarts under load lose no request, and take no socket", async () => {
  const opened = await machine.property("skillboard.socket", "ActiveEnterTimestampMonotonic");
  const load = await Load.start(board);
  const processes = new Set([await mainProcess()]);
  for (let round = 0; round < 5; ++round) {
    await load.meanwhile(machine.run("systemctl", "restart", service));
    processes.add(await mainProcess());
    await load.goesOn();
  }
  await load.end();

  assert.equal(processes.size, 6);
  assert.equal(await machine.property("skillboard.socket", "ActiveEnterTimestampMonotonic"), opened);
  assert.equal((await ask(board, "GET", `/changes/${Math.max(...load.written)}`)).status, 200);
});

test("a server that hangs is restarted, and who called meanwhile is answered", async () => {
  assert.equal(await machine.property(service, "WatchdogUSec"), "30s"); // which would take too long here
  await machine.shell(`mkdir -p /run/systemd/system/${service}.d
    printf '[Service]\\nWatchdogSec=1s\\n' > /run/systemd/system/${service}.d/watchdog.conf
    systemctl daemon-reload && systemctl restart ${service}`);
  const hanging = await mainProcess();
  await sleep(2000); // alive for longer than the watchdog waits
  assert.equal(await mainProcess(), hanging);

  await machine.shell(`kill -STOP ${hanging}`);
  const answer = await ask(board, "GET", "/talks/First");

  assert.equal(answer.status, 200);
  assert.notEqual(await mainProcess(), hanging);
  assert.match(await machine.run("journalctl", "--unit", service, "--grep=Watchdog timeout"), /Watchdog/);
  await machine.shell(`rm -r /run/systemd/system/${service}.d
    systemctl daemon-reload && systemctl restart ${service}`);
});

test("a mistake in the configuration is said, and not tried again and again", async () => {
  const file = "/etc/skillboard/skillboard.conf";
  await machine.shell(`cp -a ${file} /tmp/kept && echo 'max-wait = never' >> ${file}`);
  await machine.try("systemctl", "restart", service);
  assert.equal(await isActive(service), "failed");
  assert.match(await machine.run("journalctl", "--unit", service, "--output=cat", "--lines=20"), /max-wait/);

  await machine.shell(`cp -a /tmp/kept ${file} && systemctl restart skillboard.socket ${service}`);
  assert.equal((await ask(board, "GET", "/talks/First")).status, 200);
});

test("a further board is one file and one command", async () => {
  await machine.shell("echo 'trusted-proxy = unix' > /etc/skillboard/one.conf");
  await machine.run("systemctl", "enable", "--quiet", "--now", "skillboard@one.socket", "skillboard@one.service");
  const one = { path: machine.pathOf("/run/skillboard/one.sock") };

  assert.equal((await propose(one, "Of another group")).status, 201);
  assert.deepEqual((await look(one)).talks.map(({ title }) => title), ["Of another group"]);
  assert.equal(await machine.shell("stat --format '%U %a' /var/lib/skillboard/one/board.db"), "skillboard 600");
  const others = await machine.shell(
    "nsenter --target $(systemctl show --value --property=MainPID skillboard@one) --mount ls /var/lib/skillboard");
  assert.equal(others, "one", "it sees no other board");
  assert.match(await machine.try("systemctl", "start", "skillboard@two"), /Assertion failed|dependency/);
});

test("a board can be closed by a file for its group, and be looked into by a name", async () => {
  await machine.shell(`echo 'correct horse battery staple' > /etc/skillboard/phrase
    chown root:skillboard /etc/skillboard/phrase && chmod 640 /etc/skillboard/phrase
    printf 'passphrase-file = /etc/skillboard/phrase\\nadmin-listen = localhost:9180\\n' >> /etc/skillboard/one.conf
    systemctl restart skillboard@one.service`);
  assert.equal((await ask({ path: machine.pathOf("/run/skillboard/one.sock") }, "GET", "/talks")).status, 401);
  assert.equal((await ask(await machine.reach(9180), "GET", "/readyz")).status, 200);
});

test("it listens elsewhere, as the manual says", async () => {
  const folder = "/etc/systemd/system/skillboard.socket.d";
  const restart = `systemctl daemon-reload && systemctl restart skillboard.socket ${service}`;
  await machine.shell(`mkdir -p ${folder}
    printf '[Socket]\\nListenStream=\\nListenStream=[::]:8001\\n' > ${folder}/listen.conf
    ${restart}`);
  assert.equal((await ask(await machine.reach(8001), "GET", "/talks/First")).status, 200);
  await assert.rejects(ask(board, "GET", "/talks/First"), "not where it was");
  await machine.shell(`rm -r ${folder} && ${restart}`);
});

test("who runs it is told how it is, when they enable that", async () => {
  await machine.shell(`systemctl enable --quiet skillboard-admin.socket && systemctl stop ${service} &&
    systemctl start skillboard-admin.socket ${service}`);
  const admin = { path: machine.pathOf("/run/skillboard-admin.sock") };
  assert.equal((await ask(admin, "GET", "/readyz")).status, 200);
  assert.equal((await ask(board, "GET", "/readyz")).status, 404);
  assert.equal(await machine.run("stat", "--format=%U %a", "/run/skillboard-admin.sock"), "root 600");
});

test("the board is backed up while it serves, and restored, as the manual says", async () => {
  const data = "--data /var/lib/skillboard/board.db /var/lib/skillboard/backup.db";
  const { talks } = await look(board);
  await machine.shell(`runuser -u skillboard -- skillboard backup --replace ${data}`);
  await propose(board, "After the backup");
  await machine.shell(`systemctl stop skillboard.socket ${service}
    runuser -u skillboard -- skillboard restore --replace ${data}
    systemctl start skillboard.socket ${service}`);
  assert.deepEqual((await look(board)).talks, talks);
});

test("an upgrade under load loses no request, and keeps the data, the configuration and the socket", async () => {
  await machine.shell("echo 'max-talks = 9000' >> /etc/skillboard/skillboard.conf");
  const configuration = await machine.run("cat", "/etc/skillboard/skillboard.conf");
  const opened = await machine.property("skillboard.socket", "ActiveEnterTimestampMonotonic");
  const before = [await mainProcess(), await machine.property("skillboard@one.service", "MainPID")];

  const load = await Load.start(board);
  const said = await load.meanwhile(upgrade());
  await load.goesOn({ reads: 50, writes: 10 });
  await load.end();

  assert.doesNotMatch(said, /warning|error|fail/i);
  assert.match(await machine.run("dpkg-query", "--show", "--showformat=${Version}", "skillboard"), /-2$/);
  const afterwards = [await mainProcess(), await machine.property("skillboard@one.service", "MainPID")];
  assert.ok(before.every((process, index) => process !== afterwards[index]), "both boards run the new program");
  assert.equal(await machine.property("skillboard.socket", "ActiveEnterTimestampMonotonic"), opened);
  assert.equal(await machine.run("cat", "/etc/skillboard/skillboard.conf"), configuration);
  assert.equal((await ask(board, "GET", "/talks/First")).status, 200);
  assert.equal((await ask(board, "GET", `/changes/${Math.max(...load.written)}`)).status, 200);
});

test("removed, it stops and keeps the data; installed again, it has it", async () => {
  const { talks } = await look(board);
  await apt("remove", "skillboard");
  for (const unit of [service, "skillboard.socket", "skillboard@one.service", "skillboard@one.socket"]) {
    assert.match(await isActive(unit), /inactive|failed/, unit);
  }
  assert.ok(existsSync(machine.pathOf("/var/lib/skillboard/one/board.db")));

  await apt("install", secondPackage);
  assert.equal(await isActive(service), "active");
  assert.deepEqual((await look(board)).talks, talks);
});

test("purged, it leaves nothing but its user", async () => {
  await apt("purge", "skillboard");
  const left = await machine.shell(`find / -xdev -name '*skillboard*' -not -path '/proc/*' -not -path '/root/*' \\
    -not -path '/tmp/*' -not -path '/var/log/*' -not -path '/packages/*' -not -path '/var/cache/*'`);
  assert.equal(left, "");
  assert.equal(await machine.try("systemctl", "list-units", "--all", "--no-legend", "skillboard*"), "");
});
