// @ts-check
// A real browser in front of the real server, and people who use them.
import { chromium } from "playwright-core";
import { Server } from "../../support/server.js";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** How long to wait for what must come: machines that test are often busy with something else. */
const patience = 40000;

/** A server and a browser, until `end`. @param {any} [options] of the server */
export async function startWorld(options = {}) {
  const server = await Server.start({ memory: true, ...options });
  const browser = await chromium.launch({ executablePath, args, timeout: patience });
  return {
    server, browser,
    /** @param {string} name @param {any} [context] */
    person: (name, context) => Person.arrive(browser, server, name, context),
    async end() {
      await browser.close();
      await server.remove();
    },
  };
}

/** Somebody with a window of their own: another browser profile. */
export class Person {
  /** What went wrong in the page without anybody seeing it. @type {string[]} */
  faults = [];

  /** @param {any} page @param {Server} server @param {string} name */
  constructor(page, server, name) {
    this.page = page;
    this.server = server;
    this.name = name;
    page.on("pageerror", error => this.faults.push(error.message));
    page.on("console", message => {
      if (message.type() === "error" && !/Failed to load resource/.test(message.text())) {
        this.faults.push(message.text());
      }
    });
  }

  /** A named person has said their name on this device before. */
  static async arrive(browser, server, name, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1000, height: 800 }, ...options });
    context.setDefaultTimeout(patience);
    if (name) {
      await context.addInitScript(value => localStorage.getItem("skillboard.name")
        ?? localStorage.setItem("skillboard.name", value), name);
    }
    const person = new Person(await context.newPage(), server, name);
    await person.visit();
    return person;
  }

  async visit() {
    await this.page.goto(this.server.url);
    await this.live();
  }

  /** The same window, as if its person came for the first time: quicker than another window. */
  async comeAfresh() {
    this.faults = [];
    await this.page.unrouteAll();
    await this.page.context().setOffline(false);
    await this.page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await this.visit();
  }

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
  button(name, within = this.page) { return within.getByRole("button", { name, exact: true }); }

  async propose(title, summary = "") {
    await this.button("Propose a talk").click();
    await this.page.getByRole("textbox", { name: "Title" }).fill(title);
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
    await this.comment(message).waitFor();
  }

  editing(title) { return this.talk(title).getByRole("form", { name: `Edit “${title}”` }); }
  async startEditing(title) { await this.button(`Edit “${title}”`).click(); }

  async removeTalk(title) {
    await this.button(`Remove “${title}”`).click();
    await this.button("Remove talk").click();
    await this.tombstone(`Removed by you: “${title}”`).waitFor();
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
  hears(pattern) {
    return this.page.waitForFunction(source => window["said"].some(text => new RegExp(source).test(text)),
      pattern.source);
  }
}

const exactly = text => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}$`);

/** Changes made without a page, as a script or another page would make them. */
export function outsider(server) {
  const send = async (method, path, value, headers = {}) => {
    const response = await fetch(`${server.url}/talks${path}`, { method, headers: {
      ...(value && { "Content-Type": "application/json" }), ...headers }, body: value && JSON.stringify(value) });
    if (!response.ok && response.status !== 404) throw new Error(`${method} ${path}: ${response.status}`);
    return response;
  };
  const at = title => `/${encodeURIComponent(title)}`;
  return {
    list: async () => (await send("GET", "")).json(),
    propose: (title, summary = "", presenter = "Otto") => send("PUT", at(title), { presenter, summary }),
    remove: title => send("DELETE", at(title)),
    write: async (title, message, author = "Otto") =>
      (await send("POST", `${at(title)}/comments`, { author, message })).json(),
    rewrite: (title, id, message) => send("PUT", `${at(title)}/comments/${id}`, { message }),
    withdraw: (title, id) => send("DELETE", `${at(title)}/comments/${id}`),
  };
}
