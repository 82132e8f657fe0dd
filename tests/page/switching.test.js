// @ts-check
// Sockets, streams and polls in any order, cut, refused and poked at any time: no change is lost or comes twice.
import assert from "node:assert/strict";
import { it } from "node:test";
import { FakePage, changes, isSocket, isStream, signOfLife, told, waits } from "./support/fake_page.js";
import { seeded, settle, streamTo } from "./support/fakes.js";

for (let seed = 1; seed <= 12; seed += 1) {
  it(`the page loses and doubles nothing, however often it changes its transport (${seed})`, async () => {
    const page = await FakePage.open({ sockets: true });
    const { below, pick } = seeded(seed);
    let version = 1;
    /** The streams and sockets that were begun, and what each was told. */
    const begun = new Map();
    const since = call => Number(/-(\d+)$/.exec(call.url)?.[1]);
    const after = from => Array.from({ length: version - from }, (_, index) => from + index + 1);

    function serve() {
      for (const call of page.server.open) {
        if (isSocket(call)) say(call);
        else if (isStream(call)) tell(call);
        else if (since(call) < version) call.answer(200, changes(...after(since(call))));
        else if (!waits(call)) call.answer(304);
      }
    }
    function tell(call) {
      const { version: from, stream } = begun.get(call) ?? { version: since(call), stream: streamTo(call) };
      const text = after(from).map(each => told(each)).join("") || signOfLife;
      const cut = below(text.length);
      for (const piece of [text.slice(0, cut), text.slice(cut)]) stream.write(piece);
      begun.set(call, { version, stream });
    }
    function say(socket) {
      const from = begun.get(socket)?.version ?? since(socket);
      socket.tell(from < version ? changes(...after(from)) : begun.has(socket) ? { alive: 15 }
        : { tag: `e-${version}`, changes: [] });
      begun.set(socket, { version });
    }
    function disturb() {
      const call = page.last;
      if (isSocket(call)) call.shut(pick([1006, 1000, 1011, 1012, 1013]));
      else if (begun.has(call)) begun.get(call).stream[pick(["end", "fail"])]();
      else if (isStream(call)) call.answer(pick([404, 502]));
      else call.fail();
    }

    for (let step = 0; step < 150; step += 1) {
      await pick([() => { version += 1 + below(3); }, () => { version += 1; }, serve, serve, serve, serve,
        () => page.poke(), () => below(3) || disturb(),
        () => page.clock.advance(below(20000)), () => page.clock.advance(below(20000))])();
      if (below(2)) await settle();
    }
    for (let time = 0; time < 60; time += 1) {
      serve();
      await page.clock.advance(1000);
    }
    assert.deepEqual(page.shown.map(Number), [1, ...after(1)]);
    assert.deepEqual(page.happened, after(1));
    assert.deepEqual([...new Set(page.kinds)].sort(), ["long poll", "poll", "socket", "stream"], "each is used");
    await page.end();
  });
}
