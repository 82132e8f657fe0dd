// @ts-check
// What a browser keeps of a board is called as it always was at the root, and by its path below one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, describe, it } from "node:test";
import { boardAddress, keyPrefix, ofThisBoard } from "../../public/js/this_board.js";

const at = href => { globalThis.location = /** @type {any} */ (new URL(href)); };
const names = () => [ofThisBoard("skillboard.outbox"), keyPrefix(), boardAddress()];

describe("what is kept of a board", () => {
  afterEach(() => { Reflect.deleteProperty(globalThis, "location"); });

  it("has the same names for ever at the root, or it would be lost", () => {
    for (const page of ["", "history.html?by=Ana", "you.html#join"]) {
      at(`https://board.example:8443/${page}`);
      assert.deepEqual(names(), ["skillboard.outbox /", "skillboard.", "https://board.example:8443"]);
    }
  });

  it("is called by the path below one", () => {
    for (const page of ["", "history.html?by=/x/", "you.html"]) {
      at(`https://board.example/talks/${page}`);
      assert.deepEqual(names(), ["skillboard.outbox /talks/", "skillboard /talks/ ", "https://board.example/talks/"]);
    }
  });

  it("begins as nothing does of another board", () => {
    const prefixes = ["/", "/a/", "/a/b/", "/a.b/"].map(path => {
      at(`https://board.example${path}`);
      return keyPrefix();
    });
    for (const one of prefixes) {
      assert.deepEqual(prefixes.filter(other => other.startsWith(one)), [one]);
    }
  });

  it("is an app of its own, which its address tells", () => {
    const manifest = JSON.parse(readFileSync(new URL("../../public/board.webmanifest", import.meta.url), "utf8"));
    assert.deepEqual([manifest.id, manifest.start_url, manifest.scope], [undefined, "./", "./"], "an id has no path");
  });
});
