// @ts-check
// What the history says, without a page.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { changeAddress, changeInHash, fits, historyAddress, readFilter } from "../../public/js/addresses.js";
import { byDay } from "../../public/js/days.js";
import { changeSentence, spoken, stepTexts, wordsTakenFrom } from "../../public/js/describe.js";
import { dayOf } from "../../public/js/words.js";
import { change } from "./support/fakes.js";

const about = { talk: "t", title: "Knots", presenter: "Bo" };
const inComment = { ...about, comment: "c", author: "Kim" };
describe("an entry says", () => {
  const sentence = (event, more = {}, whole = {}) =>
    spoken(changeSentence(change(9, { steps: [{ event, ...about, ...more }], ...whole })));

  for (const [expected, event, more, whole] of [
    ["Ana proposed “Knots”", "talk_proposed", {}],
    ["Ana removed Bo’s talk “Knots”", "talk_removed", {}],
    ["Ana removed their talk “Knots”", "talk_removed", { presenter: "Ana" }],
    ["Somebody removed Bo’s talk “Knots”", "talk_removed", {}, { by: null }],
    ["Ana brought back Bo’s talk “Knots”", "talk_restored", {}, { undoes: [3] }],
    ["Ana edited Bo’s talk “Knots”", "talk_edited", { presenter: "Ana", former: { presenter: "Bo" } }],
    ["Ana edited their talk “Knots”", "talk_edited", { presenter: "Ana", former: null }],
    ["Ana changed Bo’s talk “Knots” back", "talk_edited", {}, { undoes: [3] }],
    ["Ana renamed Ropes to “Knots”", "talk_renamed", { former: { title: "Ropes" } }],
    ["Ana renamed a talk to “Knots”", "talk_renamed", { former: null }],
    ["Ana renamed Ropes back to “Knots”", "talk_renamed", { former: { title: "Ropes" } }, { undoes: [3] }],
    ["Ana commented on “Knots”", "comment_written", { comment: "c", content: { author: "Ana" } }],
    ["Ana commented on “Knots” as Kim", "comment_written", { comment: "c", content: { author: "Kim" } }],
    ["Ana edited Kim’s comment on “Knots”", "comment_edited", inComment],
    ["Kim edited their comment on “Knots”", "comment_edited", inComment, { by: "Kim" }],
    ["Ana changed Kim’s comment on “Knots” back", "comment_edited", inComment, { undoes: [3] }],
    ["Ana removed Kim’s comment on “Knots”", "comment_removed", inComment],
    ["Kim removed their comment on “Knots”", "comment_removed", inComment, { by: "Kim" }],
    ["Ana brought back Kim’s comment on “Knots”", "comment_restored", { ...about, comment: "c",
      content: { author: "Kim" } }, { undoes: [3] }],
    ["Ana changed “Knots”", "talk_moved_to_the_moon", {}],
  ]) {
    it(String(expected), () => assert.equal(sentence(event, more, whole), expected));
  }

  for (const [expected, event, by] of /** @type {[string, any, (string | null)?][]} */ ([
    ["A device joined Ana with a code", { event: "device_joined", how: "code" }],
    ["A device joined Ana with a passkey", { event: "device_joined", how: "passkey" }],
    ["A device joined Ana: Bo and Cy said it is them",
      { event: "device_joined", how: "vouched", vouched_by: ["Bo", "Cy"] }, "Cy"],
    ["A device was signed out of Ana", { event: "device_left" }],
    ["Bo vouched for a device that asks for Ana", { event: "name_vouched" }, "Bo"],
    ["Ana added a passkey", { event: "passkey_added" }],
    ["Ana removed a passkey", { event: "passkey_removed" }],
    ["The devices of Ana changed", { event: "of_tomorrow" }],
  ])) {
    it(`of a name: ${expected}`, () => {
      const names = [{ name: "Ana", device: "d1", ...event }];
      assert.equal(spoken(changeSentence(change(9, { by, steps: [], names }))), expected);
    });
  }

  it("nothing of a claim that came with what was written", () => {
    const names = [{ event: "name_claimed", name: "Ana", device: "d1" }];
    const steps = [{ event: "talk_proposed", ...about }];
    assert.equal(spoken(changeSentence(change(9, { names, steps }))), "Ana proposed “Knots”");
  });

  it("who asked for a removal", () => {
    assert.equal(sentence("removal_asked"), "Ana asked for the removal of Bo’s talk “Knots”");
    assert.equal(sentence("removal_asked", { comment: "c", author: "Kim" }),
      "Ana asked for the removal of Kim’s comment on “Knots”");
  });

  it("that something was erased, and no more than the server still tells", () => {
    const purged = more => ({ steps: [{ event: "purged", talk: "t", part: "everything", ...more }] });
    assert.equal(spoken(changeSentence(change(9, { ...purged({}), by: null }))), "A talk, erased for good");
    assert.equal(spoken(changeSentence(change(9, purged({ comment: "c" })))),
      "Ana erased a comment for good");
    assert.equal(spoken(changeSentence(change(9, purged({ comment: "c", part: "message" })))),
      "Ana erased a former wording for good");
  });

  it("how many changes an undo took back, and whose, as far as that is known", () => {
    const steps = [{ event: "talk_restored", ...about }, { event: "comment_restored", ...about, comment: "c" }];
    const undo = change(9, { undoes: [7, 4], steps });
    assert.equal(spoken(changeSentence(undo)), "Ana undid 2 changes");
    assert.equal(spoken(changeSentence(undo, [change(7, { by: "Bo" })])), "Ana undid 2 changes");
    const both = [change(7, { by: "Bo" }), change(4, { by: "Bo" })];
    assert.equal(spoken(changeSentence(undo, both)), "Ana undid 2 changes by Bo");
  });

  it("what people wrote as it is, also where it looks like a place in the sentence", () => {
    assert.equal(sentence("talk_removed", { title: "{owner} \ue000" }), "Ana removed Bo’s talk “{owner} \ue000”");
  });
});

describe("an entry shows", () => {
  it("the former and the new text of an edit, and only those that differ", () => {
    assert.deepEqual(stepTexts({ event: "talk_edited", ...about, summary: "new",
      former: { presenter: "Bo", summary: "old" } }), [{ label: "", before: "old", after: "new" }]);
    assert.deepEqual(stepTexts({ event: "talk_edited", ...about, summary: "same",
      former: { presenter: "Ida", summary: "same" } }), [{ label: "Presenter", before: "Ida", after: "Bo" }]);
    assert.deepEqual(stepTexts({ event: "comment_edited", ...inComment, message: "new", former: { message: "old" } }),
      [{ label: "", before: "old", after: "new" }]);
  });

  it("what a removed or new comment says", () => {
    assert.deepEqual(stepTexts({ event: "comment_removed", ...inComment, message: "Hi" }),
      [{ label: "", before: "Hi" }]);
    assert.deepEqual(stepTexts({ event: "comment_written", ...about, comment: "c", content: { message: "Hi" } }),
      [{ label: "", after: "Hi" }]);
  });

  it("that a former text is erased", () => {
    assert.deepEqual(stepTexts({ event: "comment_edited", ...inComment, message: "new", former: null }),
      [{ label: "", before: null, after: "new" }]);
  });

  it("to whom it belongs to erase what was taken away", () => {
    const taken = (event, more) => wordsTakenFrom(change(9, { steps: [{ event, ...about, ...more }] }));
    assert.equal(taken("talk_removed", {}), "Bo");
    assert.equal(taken("comment_removed", inComment), "Kim");
    assert.equal(taken("comment_edited", { ...inComment, former: { message: "old" } }), "Kim");
    assert.equal(taken("comment_edited", { ...inComment, former: null }), null);
    assert.equal(taken("talk_edited", { presenter: "Ida", former: { presenter: "Bo", summary: "" } }), "Bo");
    assert.equal(taken("comment_written", { comment: "c", content: { author: "Kim" } }), null);
  });
});

describe("addresses", () => {
  it("name what the history is filtered by, whatever is in a name", () => {
    const none = { by: "", talk: "", device: "" };
    for (const asked of [{}, { by: "A & B?#%+é" }, { talk: "t-1" }, { by: "Bo", talk: "t-1" }, { device: "d1" }]) {
      const filter = { ...none, ...asked };
      const { search, pathname } = new URL(historyAddress(filter), "http://board.example/");
      assert.equal(pathname, "/history.html");
      assert.deepEqual(readFilter(search), filter);
    }
  });

  it("name one change", () => {
    assert.equal(changeInHash(new URL(changeAddress(12), "http://board.example/").hash), 12);
    for (const hash of ["", "#changes", "#change-x", "#change-"]) assert.equal(changeInHash(hash), 0);
  });

  it("filter by person, talk and device", () => {
    assert.ok(fits({ by: "", talk: "", device: "d1" }, change(1, { device: "d1" })));
    assert.ok(!fits({ by: "", talk: "", device: "d1" }, change(1, { device: "d2" })));
    assert.ok(fits({ by: "Ana", talk: "t" }, change(1)));
    assert.ok(!fits({ by: "Bo", talk: "" }, change(1)));
    assert.ok(!fits({ by: "", talk: "other" }, change(1)));
  });
});

describe("the days of the history", () => {
  it("gather the changes of a day of this device, and are called by their names", () => {
    const at = (version, time) => ({ change: change(version, { time }), inTheWay: null, undone: [], since: 0 });
    const now = new Date(2026, 10, 21, 9).getTime();
    const noon = day => new Date(2026, 10, day, 12).toISOString();
    const days = byDay([at(3, noon(21)), at(2, noon(20)), at(1, noon(20))]);
    assert.deepEqual(days.map(({ entries }) => entries.map(entry => entry.change.version)), [[3], [2, 1]]);
    assert.deepEqual([21, 20, 19].map(day => dayOf(noon(day), now)).slice(0, 2), ["Today", "Yesterday"]);
    assert.match(dayOf(noon(19), now), /Thursday/);
    assert.match(dayOf("2024-02-29T12:00:00Z", now), /2024/);
  });
});
