// @ts-check
// People who use the client of the book, each in a browser profile of their own.
import { fileURLToPath } from "node:url";
import { patience } from "./browser.js";

/** Ours, which is of the same shape; `BOOK_CLIENT` is the folder of another, such as the published one. */
export const bookClient = process.env.BOOK_CLIENT ?? fileURLToPath(new URL("book_client", import.meta.url));

export class BookReader {
  /** What the client told of by `alert`, and nobody asked about yet. @type {string[]} */
  alerts = [];

  /** @param {any} page @param {string} url */
  constructor(page, url) {
    this.page = page;
    this.url = url;
    page.on("dialog", dialog => {
      this.alerts.push(dialog.message());
      return dialog.accept();
    });
    page.on("pageerror", error => this.alerts.push(error.message));
  }

  /** Somebody who says no name is Anon. @param {any} browser @param {string} url @param {string} [name] */
  static async arrive(browser, url, name = "") {
    const context = await browser.newContext();
    context.setDefaultTimeout(patience);
    const reader = new BookReader(await context.newPage(), url);
    await reader.visit();
    if (name) await reader.say(name);
    return reader;
  }

  /** Comes to the page, which then waits for changes. */
  async visit() {
    const waits = this.page.waitForRequest(request => request.headers()["if-none-match"]);
    await this.page.goto(this.url);
    await waits;
  }

  field(name, within = this.page) { return within.getByLabel(name); }
  button(name, within = this.page) { return within.getByRole("button", { name, exact: true }); }
  talk(title) { return this.page.locator(".talk").filter({ has: this.page.getByRole("heading", { name: title }) }); }

  async say(name) {
    await this.field("Your name:").fill(name);
    await this.field("Your name:").press("Tab");
  }

  async propose(title, summary) {
    await this.field("Title:").fill(title);
    await this.field("Summary:").fill(summary);
    await this.button("Submit").click();
  }

  async write(title, message) {
    await this.talk(title).getByRole("textbox").fill(message);
    await this.button("Add comment", this.talk(title)).click();
  }

  remove(title) { return this.button("Delete", this.talk(title)).click(); }

  /** Waits until the page shows this, and not what was there before. */
  sees(title, text) { return this.talk(title).filter({ hasText: text }).waitFor(); }
  misses(title) { return this.talk(title).waitFor({ state: "detached" }); }

  /** What the client says when this is done. @param {() => Promise<void>} act */
  async isTold(act) {
    await Promise.all([this.page.waitForEvent("dialog"), act()]);
    return this.alerts.shift();
  }

  /** The cookies of the browser. */
  cookies() { return this.page.context().cookies(); }
  leave() { return this.page.context().close(); }
}
