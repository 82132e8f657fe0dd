// @ts-check
// Somebody who types, selects, scrolls and goes about the page at random, and knows what they have typed.
import assert from "node:assert/strict";
import { anyBelow, anyOf } from "../../support/random.js";
import { createWitness } from "./witness.js";

const words = ["so ", "and", "über", "—", " the rest ", "x", "two words", ". ", "  "];

export class Typist {
  /** What was typed in each field, as the acts made it. @type {string[]} */
  texts = [];
  /** How often each kind of act was done. @type {Record<string, number>} */
  done = {};
  #person;
  #page;
  #random;
  #witness;
  /** The field with the focus, by its number, or -1; and the selection: from where it was begun to where it went. */
  #at = -1;
  #anchor = 0;
  #caret = 0;
  #lines = false;

  constructor(person, random, witness) {
    this.#person = person;
    this.#page = person.page;
    this.#random = random;
    this.#witness = witness;
  }

  /** @param {import("./browser.js").Person} person @param {() => number} random */
  static async at(person, random) { return new Typist(person, random, await createWitness(person.page)); }

  get witness() { return this.#witness; }

  /** Does something, of which only the page knows where it leads the focus or the caret. */
  async act() {
    const [name, act] = anyOf(this.#random, this.#acts());
    this.done[name] = (this.done[name] ?? 0) + 1;
    await act();
    await this.#adopt();
  }

  /** Types and moves the caret, if there is a field to do it in: all that follows is known beforehand. */
  async type() {
    for (let count = anyBelow(this.#random, 4); this.#at >= 0 && count >= 0; --count) await this.#stroke();
  }

  /** Fails unless all is as the acts made it. */
  async check() {
    const texts = await this.#witness.texts();
    texts.forEach((text, index) => {
      // What is empty may go, unless the focus is in it.
      if (text !== null || this.texts[index].trim() || index === this.#at) {
        assert.equal(text, this.texts[index], `the text of field ${index}`);
      }
    });
    const { index, start, end, direction } = await this.#witness.focused();
    assert.equal(index, this.#at, "the focused field");
    if (index < 0) return;
    assert.deepEqual([start, end], [this.#start, this.#end], "the selection");
    if (start !== end) assert.equal(direction, this.#caret < this.#anchor ? "backward" : "forward");
  }

  get #start() { return Math.min(this.#anchor, this.#caret); }
  get #end() { return Math.max(this.#anchor, this.#caret); }
  get #text() { return this.texts[this.#at]; }

  /** Where the page has put the focus and the caret; never what is written. */
  async #adopt() {
    const { index, text, start, end, direction, lines } = await this.#witness.focused();
    if (index === this.texts.length) this.texts.push(text);
    this.#at = index;
    this.#lines = lines;
    [this.#anchor, this.#caret] = direction === "backward" ? [end, start] : [start, end];
  }

  #put(text, from = this.#start, to = this.#end) {
    this.texts[this.#at] = this.#text.slice(0, from) + text + this.#text.slice(to);
    this.#anchor = this.#caret = from + text.length;
  }

  #step(by) {
    const within = place => Math.max(0, Math.min(this.#text.length, place));
    return within(this.#caret + by);
  }

  async #stroke() {
    const key = name => this.#page.keyboard.press(name);
    const chosen = anyBelow(this.#random, 12);
    if (chosen < 5) {
      const word = anyOf(this.#random, words);
      this.#put(word);
      return this.#page.keyboard.type(word);
    }
    if (chosen === 5 && this.#lines) {
      this.#put("\n");
      return key("Enter");
    }
    const selected = this.#start !== this.#end;
    const back = anyBelow(this.#random, 2) === 0;
    if (chosen === 6) {
      if (selected) this.#put("");
      else if (back) this.#put("", this.#step(-1), this.#caret);
      else this.#put("", this.#caret, this.#step(1));
      return key(back ? "Backspace" : "Delete");
    }
    if (chosen < 9) {
      this.#anchor = this.#caret = selected ? back ? this.#start : this.#end : this.#step(back ? -1 : 1);
      return key(back ? "ArrowLeft" : "ArrowRight");
    }
    if (chosen < 11) {
      this.#caret = this.#step(back ? -1 : 1);
      return key(back ? "Shift+ArrowLeft" : "Shift+ArrowRight");
    }
    this.#anchor = 0;
    this.#caret = this.#text.length;
    return key("Control+a");
  }

  /** @returns {[string, () => Promise<any>][]} */
  #acts() {
    const key = name => () => this.#page.keyboard.press(name);
    const press = selector => () => this.#pressAny(selector);
    const shift = anyBelow(this.#random, 2) ? "Shift+" : "";
    const arrow = anyOf(this.#random, ["ArrowUp", "ArrowDown", "Home", "End", "Control+ArrowLeft", "Control+End"]);
    const field = ".discussion textarea";
    return [
      ["moves the caret", this.#at < 0 ? press(field) : key(`${shift}${arrow}`)],
      ["moves the caret", this.#at < 0 ? press(field) : key(`${shift}${arrow}`)],
      ["goes to a field", press("textarea, form input")],
      ["goes to a field", press("textarea, form input")],
      ["writes a comment", press(field)],
      ["edits a talk", press(".talk-tools > button:first-child")],
      ["edits a comment", press(".comment-actions > button:first-child")],
      ["proposes", press(".propose > button")],
      ["opens or closes a talk", press(".talk-toggle")],
      ["opens a talk", press(".talk-toggle[aria-expanded=false]")],
      ["goes on by Tab", key(`${shift}Tab`)],
      ["goes on by Tab", key(`${shift}Tab`)],
      ["scrolls", () => this.#scroll()],
      ["scrolls", () => this.#scroll()],
      ["scrolls", () => this.#scroll()],
      ["leaves the fields", () => this.#page.evaluate(() =>
        /** @type {HTMLElement} */ (document.activeElement).blur())],
      ["cancels an edit", () => this.#cancel()],
    ];
  }

  /** Clicks on any of these that can be seen, somewhere in it. */
  async #pressAny(selector) {
    const all = await this.#page.locator(selector).filter({ visible: true }).elementHandles();
    const one = anyOf(this.#random, all);
    if (!one) return;
    await one.scrollIntoViewIfNeeded();
    const { width, height } = await one.boundingBox();
    // Not into its corners, which are round.
    const somewhere = () => 0.2 + 0.6 * this.#random();
    await one.click({ position: { x: width * somewhere(), y: height * somewhere() } });
  }

  /** Only of an edit: what was typed is gone then, because its person says so. */
  async #cancel() {
    if (this.#at < 0) return;
    const cancel = this.#page.locator("article form:focus-within").getByRole("button", { name: "Cancel" })
      .filter({ visible: true });
    if (!await cancel.count()) return;
    for (const index of await this.#witness.together()) this.texts[index] = "";
    await cancel.click();
  }

  /** At the edge of the window, where nothing but the page scrolls. */
  async #scroll() {
    const way = (anyBelow(this.#random, 2) ? 1 : -1) * (20 + anyBelow(this.#random, 900));
    const { height } = this.#page.viewportSize();
    await this.#page.mouse.move(2, height / 2);
    const ended = await this.#page.evaluateHandle(by => {
      const most = document.documentElement.scrollHeight - innerHeight;
      const canMove = by > 0 ? scrollY < most - 1 : scrollY > 0;
      const end = () => new Promise(resolve => document.addEventListener("scrollend", resolve, { once: true }));
      return { done: canMove && end() };
    }, way);
    await this.#page.mouse.wheel(0, way);
    await ended.evaluate(({ done }) => done);
  }
}
