// @ts-check
// A person who writes, corrects, removes, brings back and purges at random, only under talks of their
// own and from their own device, and who knows what has to be left of every text.
import assert from "node:assert/strict";
import { Wire } from "./raw_http.js";
import { talkPath } from "./board.js";
import { named, versionOf } from "./history.js";
import { anyBelow, anyOf } from "./random.js";

const lengths = [10, 10, 12, 20, 40, 40, 100, 100, 300, 1_000, 4_000, 5_000];

/**
 * @typedef {{number: string, text: string}} Mark
 * @typedef {{version: number, mark: Mark}} Former what a change took the place of
 * @typedef {{id: string, author: string, message: Mark, marks: Mark[], formers: Former[], removed: number}} Comment
 * @typedef {{title: Mark, summary: Mark, marks: Mark[], formers: Former[], comments: Comment[], removed: number}} Talk
 */
export class MarkedWriter {
  /** @type {Talk[]} */
  talks = [];
  #wire;
  #marks;
  #random;

  /** @param {string} name @param {Wire} wire @param {import("./marks.js").Marks} marks @param {() => number} random */
  constructor(name, wire, marks, random) {
    this.name = name;
    this.#wire = wire;
    this.#marks = marks;
    this.#random = random;
  }

  /** @param {number} deeds */
  async write(deeds) {
    for (let deed = 0; deed < deeds; ++deed) await this.#deed();
  }

  /** Finds in the history every former text, and restores all that is removed and kept. @param {Wire} wire */
  async bringBack(wire) {
    this.#wire = wire;
    for (const talk of this.talks.filter(each => each.removed)) {
      await this.#ask(201, "POST", `/changes/${talk.removed}/undo`);
      talk.removed = 0;
    }
    for (const talk of this.talks) {
      for (const each of talk.comments.filter(({ removed }) => removed)) {
        await this.#ask(201, "POST", `/changes/${each.removed}/undo`);
      }
      for (const { version, mark } of [talk, ...talk.comments].flatMap(({ formers }) => formers)) {
        const { former } = (await this.#ask(200, "GET", `/changes/${version}`)).json.steps[0];
        const text = former && (former.message ?? former.summary ?? former.title);
        assert.equal(text, this.#marks.kept.has(mark.number) ? mark.text : null);
      }
      const is = (await this.#ask(200, "GET", talkPath(talk.title.text))).json;
      assert.equal(is.summary, talk.summary.text);
      assert.deepEqual(is.comments.map(({ id, message }) => [id, message]),
        talk.comments.map(({ id, message }) => [id, message.text]));
    }
  }

  async #deed() {
    const chance = anyBelow(this.#random, 20);
    const talk = anyOf(this.#random, this.talks.filter(each => !each.removed));
    if (!talk || chance === 0) return this.#propose();
    const comment = anyOf(this.#random, talk.comments.filter(each => !each.removed));
    if (!comment || chance < 7) return this.#comment(talk);
    if (chance === 7) return this.#edit(talk);
    if (chance === 8 && talk.formers.length < 50) return this.#rename(talk);
    if (chance < 11) return this.#editComment(talk, comment);
    if (chance === 11) return this.#removeComment(talk, comment);
    if (chance === 12) return this.#undoEdit(comment);
    if (chance === 13) return this.#random() < 0.3 ? this.#remove(talk) : this.#restore();
    return anyOf(this.#random, [this.#purgeFormer, this.#purgeComment, this.#purgeTalk]).call(this);
  }

  async #ask(status, method, path, body, by = this.name) {
    const response = await this.#wire.ask(method, path, named(by), body);
    assert.equal(response.status, status, `${method} ${path} by ${by}: ${response.text}`);
    return response;
  }

  #mark(most) { return this.#marks.make(Math.min(most, anyOf(this.#random, lengths) ?? 0)); }

  #purge(status, version, by = this.name) {
    return this.#ask(status, "POST", `/changes/${version}/purge`, undefined, by);
  }

  async #propose() {
    const [title, summary] = [this.#mark(200), this.#mark(10_000)];
    await this.#ask(201, "PUT", talkPath(title.text), { presenter: this.name, summary: summary.text });
    this.talks.push({ title, summary, marks: [title, summary], formers: [], comments: [], removed: 0 });
  }

  /** @param {Talk} talk */
  async #comment(talk) {
    const author = this.#random() < 0.1 ? `A guest of ${this.name}` : this.name;
    const message = this.#mark(5_000);
    const response = await this.#ask(201, "POST", `${talkPath(talk.title.text)}/comments`,
      { author, message: message.text }, author);
    talk.comments.push({ id: response.json.id, author, message, marks: [message], formers: [], removed: 0 });
    talk.marks.push(message);
  }

  /** @param {Talk} talk */
  async #edit(talk) {
    const summary = this.#mark(10_000);
    const response = await this.#ask(204, "PUT", talkPath(talk.title.text),
      { presenter: this.name, summary: summary.text });
    talk.formers.push({ version: versionOf(response), mark: talk.summary });
    talk.marks.push(summary);
    talk.summary = summary;
  }

  /** @param {Talk} talk */
  async #rename(talk) {
    const title = this.#mark(200);
    const response = await this.#ask(204, "PATCH", talkPath(talk.title.text), { title: title.text });
    talk.formers.push({ version: versionOf(response), mark: talk.title });
    talk.marks.push(title);
    talk.title = title;
  }

  /** @param {Talk} talk @param {Comment} comment */
  async #editComment(talk, comment) {
    const message = this.#mark(5_000);
    const response = await this.#ask(204, "PUT",
      `${talkPath(talk.title.text)}/comments/${comment.id}`, { message: message.text }, comment.author);
    comment.formers.push({ version: versionOf(response), mark: comment.message });
    comment.marks.push(message);
    talk.marks.push(message);
    comment.message = message;
  }

  /** Takes back the latest edit; what it had written is now what was taken away. @param {Comment} comment */
  async #undoEdit(comment) {
    const last = comment.formers.at(-1);
    if (!last || !this.#marks.kept.has(last.mark.number)) return;
    const { version } = (await this.#ask(201, "POST", `/changes/${last.version}/undo`)).json;
    comment.formers.splice(-1, 1, { version, mark: comment.message });
    comment.message = last.mark;
  }

  /** @param {Talk} talk @param {Comment} comment */
  async #removeComment(talk, comment) {
    const path = `${talkPath(talk.title.text)}/comments/${comment.id}`;
    comment.removed = versionOf(await this.#ask(204, "DELETE", path));
  }

  /** @param {Talk} talk */
  async #remove(talk) {
    talk.removed = versionOf(await this.#ask(204, "DELETE", talkPath(talk.title.text)));
  }

  async #restore() {
    const removed = [...this.talks, ...this.#standing().flatMap(talk => talk.comments)]
      .filter(each => each.removed);
    const one = anyOf(this.#random, removed);
    if (!one) return;
    await this.#ask(201, "POST", `/changes/${one.removed}/undo`);
    one.removed = 0;
  }

  async #purgeFormer() {
    const owners = this.#standing().flatMap(talk => [talk, ...talk.comments])
      .filter(each => each.formers.length > 0);
    const owner = anyOf(this.#random, owners);
    const former = owner && anyOf(this.#random, owner.formers);
    if (!former) return;
    const is = this.#marks.kept.has(former.mark.number);
    await this.#purge(is ? 201 : 410, former.version, "author" in owner ? owner.author : this.name);
    this.#marks.erase([former.mark]);
  }

  async #purgeComment() {
    const talk = anyOf(this.#random, this.#standing().filter(each => each.comments.some(({ removed }) => removed)));
    const comment = talk && anyOf(this.#random, talk.comments.filter(each => each.removed));
    if (!comment) return;
    await this.#purge(201, comment.removed, comment.author);
    this.#marks.erase(comment.marks);
    talk.comments = talk.comments.filter(each => each !== comment);
  }

  async #purgeTalk() {
    const talk = anyOf(this.#random, this.talks.filter(each => each.removed));
    if (!talk) return;
    const others = talk.comments.some(({ author }) => author !== this.name);
    await this.#purge(others ? 409 : 201, talk.removed);
    if (others) return;
    this.#marks.erase(talk.marks);
    this.talks = this.talks.filter(each => each !== talk);
  }

  #standing() { return this.talks.filter(talk => !talk.removed); }
}
