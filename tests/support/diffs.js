// @ts-check
// Changes as documents tell them: lines that go after `-`, lines that come after `+`, `@@` between two places.
import assert from "node:assert/strict";

/** The text with such changes made, each in the one place where it can be. @param {string} text @param {string} diff */
export function applyDiff(text, diff) {
  assert.match(diff, /^[-+]/m, "a change");
  return diff.split(/^@@\n/m).reduce((changed, part) => {
    const lines = part.split(/(?<=\n)/);
    const side = sign => lines.filter(line => line[0] === " " || line[0] === sign).map(line => line.slice(1)).join("");
    const pieces = changed.split(side("-"));
    assert.equal(pieces.length, 2, `one place for:\n${part}`);
    return pieces.join(side("+"));
  }, text);
}
