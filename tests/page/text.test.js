// @ts-check
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createDrafts, forgetOldDrafts } from "../../public/js/drafts.js";
import { linkify } from "../../public/js/linkify.js";
import { createNews } from "../../public/js/news.js";
import { createMemory } from "../../public/js/storage.js";
import { say } from "../../public/js/words.js";
import { chooseLanguage, languages } from "../../public/js/languages.js";
import { en } from "../../public/js/words/en.js";
import { projectFiles, read } from "../lint/files.js";
import { comment, fakeStorage, seeded, talk } from "./support/fakes.js";

const links = text => linkify(text).filter(part => part.href).map(part => part.text);

describe("links in text", () => {
  for (const [text, ...expected] of [
    ["nothing here"],
    ["see https://example.org.", "https://example.org"],
    ["(https://example.org/a)", "https://example.org/a"],
    ["https://example.org/a_(b), and", "https://example.org/a_(b)"],
    ["HTTP://EXAMPLE.org/x?y=1&z=2#w!", "HTTP://EXAMPLE.org/x?y=1&z=2#w"],
    ["two http://a.example http://b.example", "http://a.example", "http://b.example"],
    ["“https://example.org/é”", "https://example.org/é"],
    ["<https://example.org>", "https://example.org"],
    ["javascript:alert(1) data:text/html,x file:///etc/passwd //example.org"],
    ["https:// http://. https://?"],
    ["xhttps://example.org"],
  ]) {
    it(`are found in ${text}`, () => assert.deepEqual(links(text), expected));
  }

  it("lead only to web addresses", () => {
    for (const { href } of linkify("http://a.example/\"onclick=alert(1) https://b.example/<script>")) {
      if (href) assert.match(href, /^https?:\/\/[a-z.]+\/[^\s"<>]*$/);
    }
  });

  it("lose nothing of any text", () => {
    const random = seeded(7);
    const pieces = ["http://", "https://", "a.example", "/", "(", ")", "]", ".", "!", " ", "\n", "ü", "😀", "\"", "?"];
    for (let round = 0; round < 3000; round += 1) {
      const text = Array.from({ length: random.below(12) }, () => random.pick(pieces)).join("");
      assert.equal(linkify(text).map(part => part.text).join(""), text);
    }
  });
});

describe("words", () => {
  it("count", () => {
    assert.equal(say("comments", { count: 1 }), "1 comment");
    assert.equal(say("comments", { count: 1200 }), `${(1200).toLocaleString("en")} comments`);
  });

  it("take a value as it is, even one that looks like a place for another", () => {
    assert.equal(say("proposed", { title: "{count} $& $1" }), "“{count} $& $1” is on the board.");
  });

  it("keep what is written from right to left from turning the sentence", () => {
    assert.equal(say("by", { name: "ליאה" }), "by \u2068ליאה\u2069");
  });

});

describe("languages", () => {
  const places = entry => [...new Set(JSON.stringify(entry).match(/\{\w+\}/g))].sort();

  for (const { tag, words } of languages) {
    it(`have all that English has, and nothing else (${tag})`, () => {
      assert.deepEqual(Object.keys(words).sort(), Object.keys(en).sort());
      for (const [key, entry] of Object.entries(words)) {
        assert.equal(typeof entry, typeof en[key], key);
        assert.deepEqual(places(entry), places(en[key]), key);
        for (const text of typeof entry === "string" ? [entry] : Object.values(entry)) assert.ok(text.trim(), key);
      }
    });
  }

  it("are said in their own words", () => {
    const same = Object.keys(en).filter(key => /[a-z]{3}/.test(JSON.stringify(en[key]).replace(/\{\w+\}/g, "")) &&
      JSON.stringify(languages[1].words[key]) === JSON.stringify(en[key]));
    assert.deepEqual(same, ["boardName"]);
  });

  it("are what the person chose, else what the browser prefers and the pages speak", () => {
    for (const [chosen, preferred, tag] of /** @type {[string, string[], string][]} */ ([["", ["pt-PT", "en"], "pt-BR"],
      ["", ["de", "pt"], "pt-BR"], ["", ["de-AT"], "en"], ["", [], "en"], ["en", ["pt-BR"], "en"],
      ["xx", ["pt-BR"], "pt-BR"]])) {
      assert.equal(chooseLanguage(chosen, preferred).tag, tag);
    }
  });
});

const names = projectFiles([".js", ".html"], ["public"]).filter(name => !name.includes("js/words/"));
const sources = names.map(read).join("\n");

describe("the catalogue", () => {
  it("has nothing that no page says", () => {
    assert.ok(names.length > 30, "the pages are found");
    const said = new Set(sources.match(/"\w+"/g)?.map(text => text.slice(1, -1)));
    assert.deepEqual(Object.keys(en).filter(key => !said.has(key)), []);
  });

  it("has all that the pages say", () => {
    const asked = [...sources.matchAll(/\b(?:say\(|phrase\(|data-say=)"(\w+)"/g)].map(([, key]) => key);
    assert.ok(asked.length > 60);
    assert.deepEqual(asked.filter(key => !(key in en)), []);
  });
});

describe("what is remembered", () => {
  const broken = { getItem: () => { throw new Error("denied"); }, setItem: () => { throw new Error("full"); },
    removeItem: () => { throw new Error("denied"); } };

  it("is remembered while the page is open when nothing may be stored", () => {
    for (const open of [() => { throw new Error("denied"); }, () => null, () => broken]) {
      const memory = createMemory(/** @type {any} */ (open));
      memory.set("name", "Ana");
      assert.equal(memory.get("name"), "Ana");
      memory.set("name", "");
      assert.equal(memory.get("name"), "");
    }
  });

  it("forgets drafts that nobody has touched for a month", () => {
    let now = 1_800_000_000_000;
    const storage = fakeStorage();
    const memory = createMemory(() => storage);
    const drafts = createDrafts(memory, () => now);
    storage.setItem("skillboard.draft.comment.0", "not what we wrote");
    drafts("comment.1").write({ message: "old" });
    forgetOldDrafts(memory, () => now);
    now += 20 * 24 * 3600 * 1000;
    drafts("comment.2").write({ message: "newer" });
    now += 11 * 24 * 3600 * 1000;
    memory.set("name", "Ana");
    forgetOldDrafts(memory, () => now);
    assert.deepEqual(["0", "1", "2"].map(id => drafts(`comment.${id}`).read()), [null, null, { message: "newer" }]);
    assert.equal(memory.get("name"), "Ana");
  });

  it("holds drafts apart, and forgets the saved", () => {
    const drafts = createDrafts(createMemory(() => /** @type {any} */ (null)));
    drafts("comment.1").write({ message: "half a th" });
    drafts("comment.2").write({ message: "other" });
    drafts("comment.2").write(null);

    assert.deepEqual(drafts("comment.1").read(), { message: "half a th" });
    assert.equal(drafts("comment.2").read(), null);
  });
});

describe("news", () => {
  const value = talk("1", { comments: [comment("a")] });

  it("are what others proposed, wrote or edited, until seen", () => {
    const news = createNews();
    const told = [];
    news.watch("a", () => told.push(news.of("a")));
    news.note([{ kind: "written", talk: value, id: "a" }, { kind: "edited", talk: value, id: "1" }]);
    assert.equal(news.of("1"), "edited");

    news.see("a");
    news.see("a");

    assert.deepEqual(told, ["new", undefined]);
  });

  it("are told to those who watch the talk, and to nobody who watches another", () => {
    const news = createNews();
    const told = [];
    for (const id of ["1", "2"]) news.watchTalk(id, about => told.push([id, about]));
    news.note([{ kind: "written", talk: value, id: "a" }]);
    news.see("a");
    assert.deepEqual(told, [["1", "a"], ["1", "a"]]);
  });

  it("tell what is back, and a new title as an edit", () => {
    const news = createNews();
    news.note([{ kind: "returned", talk: value, id: "a" }, { kind: "renamed", talk: value, id: "1" }]);
    assert.deepEqual([news.of("a"), news.of("1")], ["back", "edited"]);
  });

  it("stay new when edited before they were seen, and go with what is removed", () => {
    const news = createNews();
    news.note([{ kind: "written", talk: value, id: "a" }, { kind: "rewritten", talk: value, id: "a" }]);
    assert.equal(news.of("a"), "new");
    news.note([{ kind: "removed", talk: value, id: "1" }]);
    assert.equal(news.of("a"), undefined);
  });
});
