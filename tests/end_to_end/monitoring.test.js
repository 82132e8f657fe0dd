// @ts-check
// What docs/monitoring offers to operators fits to what a server says of itself.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { propose } from "../support/board.js";
import { promtool, scrape } from "../support/metrics.js";
import { ask } from "../support/raw_http.js";
import { Server } from "../support/server.js";

const path = name => fileURLToPath(new URL(`../../docs/monitoring/${name}`, import.meta.url));

/** The labels of each series that a server tells. @type {Map<string, Set<string>>} */
const told = new Map();

before(async () => {
  const server = await Server.start({ memory: true, arguments: ["--admin-listen", "127.0.0.1:0"] });
  await propose(server, "One");
  await ask(server, "GET", "/talks/Nowhere");
  for (const line of (await scrape(server)).split("\n")) {
    const [, name, labels = ""] = /^(\w+)(?:\{(.*)\})? /.exec(line) ?? [];
    if (!name || line.startsWith("#")) continue;
    told.set(name, new Set([...told.get(name) ?? [], ...labels.matchAll(/(\w+)="/g)].map(label => label[1] ?? label)));
  }
  await server.remove();
});

/** The names of series in an expression, and of the labels that it chooses or groups by. */
function mentioned(expression) {
  return {
    names: [...expression.matchAll(/\b(?:skillboard|process)_\w+/g)].map(([name]) => name),
    labels: [...expression.matchAll(/by \(([^)]*)\)/g)].flatMap(([, list]) => list.split(/, */))
      .concat([...expression.matchAll(/(\w+)=~?"/g)].map(([, label]) => label)),
  };
}

/** What Prometheus adds by itself. */
const ofPrometheus = ["job", "instance"];

function assertTold(expression) {
  const { names, labels } = mentioned(expression);
  for (const name of names) {
    assert.ok(told.has(name), `${name} is told by no server: ${expression}`);
    for (const label of labels) {
      assert.ok(ofPrometheus.includes(label) || told.get(name)?.has(label), `${name} has no ${label}: ${expression}`);
    }
  }
  return names;
}

test("the dashboard shows every figure, and none that no server tells", async () => {
  const text = await readFile(path("dashboard.json"), "utf8");
  const dashboard = JSON.parse(text);
  const panels = dashboard.panels.filter(panel => panel.type !== "row");
  const expressions = panels.flatMap(panel => panel.targets.map(target => target.expr));
  const shown = new Set(expressions.flatMap(assertTold));
  assertTold(dashboard.annotations.list[0].expr);

  assert.equal(new Set(panels.map(panel => panel.id)).size, panels.length);
  const family = name => name.replace(/_(bucket|sum|count)$/, "");
  const missing = [...told.keys()].filter(name => ![...shown].some(each => family(each) === family(name)));
  assert.deepEqual(missing, []);
});

test("alerts and the configuration are what Prometheus takes, and name what a server tells", async () => {
  for (const check of [["check", "rules", path("alerts.yml")], ["check", "config", path("prometheus.yml")],
    ["test", "rules", fileURLToPath(new URL("../support/alerts_test.yml", import.meta.url))]]) {
    const { code, output } = await promtool(check);
    assert.equal(code, 0, output);
  }
  const rules = await readFile(path("alerts.yml"), "utf8");
  const expressions = [...rules.matchAll(/^ +expr: (.*)$/gm)].map(([, expression]) => expression);
  assert.equal(expressions.length, [...rules.matchAll(/- alert:/g)].length);
  expressions.forEach(assertTold);
});

test("each alert is tried", async () => {
  const [rules, tried] = await Promise.all([path("alerts.yml"), new URL("../support/alerts_test.yml", import.meta.url)]
    .map(file => readFile(file, "utf8")));
  for (const [, name] of rules.matchAll(/- alert: (\w+)/g)) assert.match(tried, new RegExp(`alertname: ${name}\n`));
});
