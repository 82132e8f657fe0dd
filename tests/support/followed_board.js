// @ts-check
// A board made of its changes, as docs/http-interface.md says.
import assert from "node:assert/strict";

const inOrder = list => [...list].sort((a, b) => a.place - b.place);

/** A board made of what is told of its changes: a client's view of it. */
export class FollowedBoard {
  /** @type {Map<string, any>} talks by id, each with its comments by id */
  #talks = new Map();

  /** @param {any[]} talks with places */
  startOver(talks) {
    this.#talks.clear();
    for (const talk of talks) this.#put(talk);
  }

  /** @param {{by: string | null, steps: any[]}} change */
  apply({ by, steps }) {
    for (const step of steps) this.#apply(step, by);
  }

  /** As `GET /talks` has it, but for versions. */
  get talks() {
    return inOrder(this.#talks.values()).map(({ place, comments, ...talk }) => ({ ...talk,
      comments: inOrder(comments.values()).map(({ place, ...comment }) => comment) }));
  }

  #apply({ event, talk: id, ...step }, by) {
    const talk = this.#talks.get(id);
    switch (event) {
      case "talk_proposed": case "talk_restored": return this.#put(step.content);
      case "talk_removed": return this.#talks.delete(id);
    }
    if (!talk) return; // its removal was told already, or will be
    const comment = talk.comments.get(step.comment);
    switch (event) {
      case "talk_edited": return this.#edit(talk, step);
      case "talk_renamed": talk.title = step.title; return;
      case "comment_written": case "comment_restored": talk.comments.set(step.comment, step.content); return;
      case "comment_edited": if (comment) comment.message = step.message; return;
      case "comment_removed": talk.comments.delete(step.comment); return;
      case "removal_asked": Object.assign(step.comment ? comment ?? {} : talk, { removal_asked: by }); return;
      case "purged": return this.#purge(id, step);
      default: assert.fail(`an event that nobody described: ${event}`);
    }
  }

  /** Whose it is from now on may be another one, or nobody. */
  #edit(talk, { presenter, summary, owned }) {
    Object.assign(talk, { presenter, summary });
    if (owned) talk.owned = true;
    else delete talk.owned;
  }

  // Where a removal was, or where a removed thing was written, there is now only that it is gone.
  #purge(id, { comment, part }) {
    if (part !== "everything") return; // one of its former texts, not the thing itself
    if (comment === undefined) this.#talks.delete(id);
    else this.#talks.get(id)?.comments.delete(comment);
  }

  #put({ version, comments, ...talk }) {
    this.#talks.set(talk.id, { ...talk, comments: new Map(comments.map(comment => [comment.id, comment])) });
  }
}
