// @ts-check
// A real browser in front of the real server, and people who use them.
import assert from "node:assert/strict";
import { chromium } from "playwright-core";
import { until } from "../../support/board.js";
import { Server } from "../../support/server.js";

/** The same engine in less around it, which takes a third less time; and the browser as people have it. */
const shell = process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell";
const whole = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** How long to wait for what must come: machines that test are often busy with something else. */
export const patience = 40000;

/**
 * A server and a browser, until `end`.
 * @param {any} [options] of the server; and `hosts`, what the browser finds under names of hosts;
 *   `keepsPages`: then it is a whole one, which keeps a page that is left for those who come back; `trusts`:
 *   whoever has a certificate, in service workers, too; and `browser`, that of another world, where there is one
 */
export async function startWorld({ hosts = "", keepsPages = false, trusts = false, browser: lent = null,
  ...options } = {}) {
  const server = await Server.start({ memory: true, ...options });
  const browser = lent ?? await chromium.launch({ executablePath: keepsPages ? whole : shell,
    timeout: patience, ignoreDefaultArgs: keepsPages ? ["--disable-back-forward-cache"] : undefined,
    args: [...args, ...(hosts ? [`--host-resolver-rules=${hosts}`] : []),
      ...(trusts ? ["--ignore-certificate-errors"] : [])] });
  /** @type {Person[]} */
  const people = [];
  return {
    server, browser,
    /** @param {string} name @param {any} [context] */
    async person(name, context) {
      people.push(await Person.arrive(browser, server, name, context));
      return /** @type {Person} */ (people.at(-1));
    },
    /** Everybody leaves, and on nobody's page anything has gone wrong unseen. */
    async everybodyLeaves() {
      for (const person of people.splice(0)) {
        assert.deepEqual(person.faults, []);
        await person.leave();
      }
    },
    /** The server with an empty board and history, which nothing else can empty. */
    renew: () => server.renew(),
    async end() {
      if (lent) await Promise.all(people.map(person => person.leave()));
      else await browser.close();
      await server.remove();
    },
  };
}

/** Somebody with a window of their own: another browser profile. */
export class Person {
  /** What went wrong in the page without anybody seeing it. @type {string[]} */
  faults = [];
  host = "127.0.0.1";

  /** @param {any} page @param {Server} server @param {string} name */
  constructor(page, server, name) {
    this.page = page;
    this.server = server;
    this.name = name;
    page.on("pageerror", error => this.faults.push(error.message));
    page.on("console", message => {
      if (message.type() === "error" && !/Failed to load resource|^WebSocket connection to/.test(message.text())) {
        this.faults.push(message.text());
      }
    });
  }

  /**
   * A named person has said their name on this device before. `state` is that of the page which they find,
   * and `host` is where they look for it.
   */
  static async arrive(browser, server, name, { state = "connected", host = "127.0.0.1", ...options } = {}) {
    // Without a service worker, which fetches the whole page once more; `offline_page` is about that.
    const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, serviceWorkers: "block",
      ...options });
    context.setDefaultTimeout(patience);
    if (name) {
      await context.addInitScript(value => {
        const { pathname } = new URL(".", location.href);
        const key = pathname === "/" ? "skillboard.name" : `skillboard ${pathname} name`;
        localStorage.getItem(key) ?? localStorage.setItem(key, value);
      }, name);
    }
    const person = new Person(await context.newPage(), server, name);
    person.host = host;
    await person.visit("/", state);
    return person;
  }

  get origin() { return this.server.url.replace("127.0.0.1", this.host); }

  async visit(path = "/", state = "connected") {
    await this.page.goto(this.origin + path);
    await this.state(state);
  }

  /** The same window, as if its person came for the first time: quicker than another window. */
  async comeAfresh() {
    this.faults = [];
    await this.page.unrouteAll();
    await this.page.context().setOffline(false);
    await this.page.evaluate(async () => {
      localStorage.clear();
      sessionStorage.clear();
      for (const { name } of await indexedDB.databases()) {
        await new Promise((resolve, reject) => {
          const emptied = indexedDB.deleteDatabase(name ?? "");
          emptied.onsuccess = resolve;
          emptied.onerror = reject;
        });
      }
    });
    await this.visit();
  }

  /** The page of the history; `query` is what it is filtered by. */
  async lookBack(query = "") {
    await this.visit(`/history.html${query}`);
  }

  /** The newest entry of the history whose heading says this. */
  entry(text) {
    return this.page.locator(".change").filter({ has: this.page.locator("h3", { hasText: text }) }).first();
  }
  undoOf(text) { return this.entry(text).getByRole("button", { name: /^Undo:/ }); }

  /** What the entries say, from the newest on. */
  entries() { return this.page.locator(".change h3").allInnerTexts(); }

  async leave() { await this.page.context().close(); }
  live() { return this.state("connected"); }
  state(state) { return this.page.locator(`.connection[data-state=${state}]`).waitFor(); }

  /** A removed talk has no visible heading any more, and is still found. */
  talk(title) {
    return this.page.locator(".talk").filter({ has: this.page.locator("h3", { hasText: exactly(title) }) });
  }

  comment(text) { return this.page.locator(".comment").filter({ hasText: text }); }
  tombstone(text) { return this.page.locator(".tombstone", { hasText: text }); }
  commentField(title) { return this.talk(title).getByRole("textbox", { name: "Your comment" }); }
  /** Of the form for a proposal. */
  titleField() { return this.page.locator(".propose").getByRole("textbox", { name: "Title" }); }
  button(name, within = this.page) { return within.getByRole("button", { name, exact: true }); }

  async propose(title, summary = "") {
    await this.button("Propose a talk").click();
    await this.titleField().fill(title);
    if (summary) await this.page.locator(".propose").getByRole("textbox", { name: "Summary" }).fill(summary);
    await this.button("Propose talk").click();
    await this.talk(title).waitFor();
  }

  /** Opens a talk's comments, unless they are open. */
  async open(title) {
    const toggle = this.talk(title).locator(".talk-toggle");
    if (await toggle.getAttribute("aria-expanded") === "false") await toggle.click();
  }

  async write(title, message) {
    await this.open(title);
    await this.commentField(title).fill(message);
    await this.commentField(title).press("Control+Enter");
    await this.page.locator(".comment:not(.waiting)").filter({ hasText: message }).waitFor();
  }

  editing(title) { return this.talk(title).getByRole("form", { name: `Edit “${title}”` }); }
  editingField(title, name) { return this.editing(title).getByRole("textbox", { name }); }
  async startEditing(title) { await this.button(`Edit “${title}”`).click(); }

  async removeTalk(title) {
    await this.button(`Remove “${title}”`).click();
    await this.tombstone(`Removed by you: “${title}”`).waitFor();
  }

  /** Something to be read on the page, of which a live region may say the same. */
  reads(text) {
    const seen = this.page.locator("body > :not(.announcements)");
    return seen.getByText(text).filter({ visible: true }).first().waitFor();
  }

  /** What the live regions say from now on. */
  async listen() {
    await this.page.evaluate(() => {
      const said = window["said"] = [];
      for (const role of ["status", "alert"]) {
        const region = document.querySelector(`[role=${role}]`);
        new MutationObserver(() => region.textContent && said.push(`${role}: ${region.textContent}`))
          .observe(region, { childList: true });
      }
    });
  }

  /** What has the focus now, by its name; for a focus that must not have moved. */
  focused() { return this.page.evaluate(nameOfFocus); }

  /** Waits until the focus has come to what has this name. @param {string | RegExp} name @param {string} [why] */
  async focuses(name, why) {
    const pattern = typeof name === "string" ? exactly(name) : name;
    await this.page.waitForFunction(nameOfFocus, pattern.source).catch(() => {});
    assert.match(await this.focused(), pattern, why);
  }

  /** Goes to a thing by the keyboard alone, and checks that one sees where one is. */
  async tabTo(pattern, key = "Tab") {
    for (let count = 0; count < 60 && !pattern.test(await this.focused()); count += 1) {
      await this.page.keyboard.press(key);
    }
    await this.focuses(pattern);
    assert.ok(await this.page.evaluate(() => {
      const { top, bottom } = document.activeElement.getBoundingClientRect();
      return bottom > 0 && top < innerHeight && getComputedStyle(document.activeElement).outlineStyle !== "none";
    }), `focus on ${pattern} can be seen`);
  }

  /** Waits until the device keeps just these titles and messages of the board. @param {string[]} words */
  keeps(words) {
    const kept = () => this.page.evaluate(() => new Promise((resolve, reject) => {
      const opened = indexedDB.open("skillboard.board /");
      opened.onerror = reject;
      opened.onsuccess = () => {
        const all = opened.result.transaction("talks").objectStore("talks").getAll();
        all.onsuccess = () => {
          opened.result.close();
          resolve(all.result.flatMap(({ title, comments }) => [title, ...comments.map(({ message }) => message)]));
        };
      };
    }));
    return until(async () => (await kept()).sort().join() === words.sort().join(), `kept: ${words}`);
  }

  hears(pattern) {
    return this.page.waitForFunction(source => window["said"].some(text => new RegExp(source).test(text)),
      pattern.source);
  }
}

/** Waits until these words are seen there. @param {any} locator @param {RegExp} words */
export function shows(locator, words) {
  return until(async () => words.test(await locator.innerText()), `${locator} with ${words}`);
}

/** In the page: the name of what has the focus, if it matches. */
function nameOfFocus(pattern = "") {
  const dom = /** @type {HTMLInputElement} */ (document.activeElement);
  const name = (dom.getAttribute("aria-label") ?? dom.labels?.[0]?.textContent ?? dom.textContent).replace(/\s+/g, " ");
  return new RegExp(pattern).test(name) ? name : "";
}

const exactly = text => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}$`);

/** Changes made without a page, as a script or another page would make them. @param {string} [name] who acts */
export function outsider(server, name = "") {
  const send = async (method, path, value) => {
    const response = await fetch(`${server.url}/talks${path}`, { method, headers: {
      ...(value && { "Content-Type": "application/json" }),
      ...(name && { "Board-Name": encodeURIComponent(name) }) }, body: value && JSON.stringify(value) });
    if (!response.ok && response.status !== 404) throw new Error(`${method} ${path}: ${response.status}`);
    return response;
  };
  const at = title => `/${encodeURIComponent(title)}`;
  /** Takes back the newest removal that can be taken back, if there is one. */
  const restore = async () => {
    const { changes } = await (await fetch(`${server.url}/changes`)).json();
    const last = changes.find(({ steps, undo, in_the_way: way }) => undo && !way && /_removed$/.test(steps[0].event));
    if (last) await fetch(`${server.url}/${last.undo}`, { method: "POST" });
  };
  return {
    list: async () => (await send("GET", "")).json(),
    propose: (title, summary = "", presenter = "Otto") => send("PUT", at(title), { presenter, summary }),
    rename: (title, next) => send("PATCH", at(title), { title: next }),
    remove: title => send("DELETE", at(title)),
    restore,
    write: async (title, message, author = "Otto") =>
      (await send("POST", `${at(title)}/comments`, { author, message })).json(),
    rewrite: (title, id, message) => send("PUT", `${at(title)}/comments/${id}`, { message }),
    withdraw: (title, id) => send("DELETE", `${at(title)}/comments/${id}`),
  };
}
