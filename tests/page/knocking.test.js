// @ts-check
// What a page knows of the door of a closed board, without a page.
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { phraseInHash } from "../../public/js/codes.js";
import { createConnection } from "../../public/js/connection.js";
import { createDoor } from "../../public/js/door.js";
import { FakeClock, FakeFetch, settle } from "./support/fakes.js";

const refusal = /** @type {const} */ ([401, { type: "/problems/passphrase-needed", title: "This board is closed" },
  { "WWW-Authenticate": 'Passphrase realm="board"' }]);

describe("a door", () => {
  let server, door, turns;

  beforeEach(() => {
    server = new FakeFetch();
    door = createDoor({ fetch: server.fetch });
    turns = [];
    door.onChange(() => turns.push(door.shut));
  });

  const ask = async (...answer) => {
    const asked = door.fetch("talks");
    server.last.answer(...answer);
    return asked;
  };

  it("is found shut by whatever is asked, and opens with the first answer, once each", async () => {
    await ask(...refusal);
    await ask(...refusal);
    assert.deepEqual([door.shut, door.entered], [true, false]);
    await ask(503);
    assert.equal(door.shut, true, "no news of it");
    await ask(304);
    await ask(200, []);
    assert.deepEqual([door.shut, door.entered], [false, true]);
    assert.deepEqual(turns, [true, false]);
  });

  it("is not taken for that of a proxy that wants to know who asks", async () => {
    await ask(401, null, { "WWW-Authenticate": 'Basic realm="members"' });
    await ask(401);
    assert.equal(door.shut, false);
  });

  it("opens to the phrase, and stays open when what was asked before is refused after", async () => {
    const early = door.fetch("device");
    const [asked] = server.open;
    await ask(...refusal);
    const knocked = door.knock("correct horse");
    const { url, init } = server.last;
    assert.deepEqual([url, init.method, init.body], ["door", "POST", '{"passphrase":"correct horse"}']);
    server.last.answer(204);
    await settle();
    server.last.answer(200, { closed: true, admitted: true });
    await knocked;
    assert.equal(door.shut, false);

    asked.answer(...refusal);
    await early;
    assert.equal(door.shut, false);
    await ask(...refusal);
    assert.equal(door.shut, true, "what is asked now is another matter");
  });

  it("stays shut to another phrase, and where the browser keeps no cookie", async () => {
    await ask(...refusal);
    const wrong = door.knock("wrong");
    server.last.answer(403, { type: "/problems/wrong-passphrase" });
    await assert.rejects(wrong, { type: "/problems/wrong-passphrase" });

    const right = door.knock("correct horse");
    server.last.answer(204);
    await settle();
    server.last.answer(200, { closed: true, admitted: false });
    await assert.rejects(right, { type: "/problems/no-device" });
    assert.equal(door.shut, true);
  });

  it("refuses writes in a way that can be tried again", async () => {
    const { createApi } = await import("../../public/js/api.js");
    const written = createApi({ fetch: door.fetch }).removeTalk("T", "k1");
    server.last.answer(...refusal);
    await assert.rejects(written, { kind: "closed", status: 401 });
    assert.equal(door.shut, true);
  });
});

describe("a connection to a closed board", () => {
  it("is neither lost nor being made", async () => {
    const clock = new FakeClock();
    const connection = createConnection({ clock, isOnline: () => true });
    connection.closed();
    const { current } = connection;
    await clock.advance(60000);
    connection.closed();
    assert.equal(connection.current, current, "nothing else is to be said");
    assert.equal(current.state, "closed");
    connection.failed();
    assert.deepEqual(connection.current, { state: "reconnecting", since: clock.now() });
  });
});

describe("a join link", () => {
  it("carries the phrase behind its #, percent-encoded", () => {
    assert.equal(phraseInHash("#join=correct%20horse"), "correct horse");
    assert.equal(phraseInHash("#join=a+b%2Bc%23d%25"), "a+b+c#d%");
    assert.equal(phraseInHash("#join=%F0%9F%90%B4=x"), "🐴=x");
    assert.equal(phraseInHash("#join=100%"), "100%", "as it was put in by hand");
    for (const hash of ["", "#join=", "#joined=x", "#device=AAAAAAAA"]) assert.equal(phraseInHash(hash), "");
  });
});
