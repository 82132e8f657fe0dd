// @ts-check
import { sleep } from "./clock.js";
import { encoded } from "./request.js";

/** @typedef {{id: string, name: string, data: string}} ServerEvent */
/** What comes after a tag and leads to the next one: changes, or a whole board to start over from.
 *  @typedef {{tag: string, changes?: any[], board?: any}} News */

/**
 * Takes Server-Sent Events out of a text that comes in pieces, as far as the board makes use of them (WHATWG
 * HTML, section 9.2.6): lines end in LF alone, and data is one line.
 * @returns {(piece: string) => ServerEvent[]} the events that a piece completes
 */
export function createEventReader() {
  let rest = "";
  return piece => {
    const blocks = (rest + piece).split("\n\n");
    rest = blocks.pop() ?? "";
    return blocks.map(block => {
      const fields = new Map(block.split("\n").map(line => {
        const end = line.indexOf(": ");
        return [line.slice(0, end), line.slice(end + 2)];
      }));
      return { id: fields.get("id") ?? "", name: fields.get("event") ?? "", data: fields.get("data") ?? "" };
    }).filter(({ data }) => data);
  };
}

/** One answer that does not end, as its pieces come: the events in each, which may be none.
 *  @returns {AsyncGenerator<ServerEvent[], void, void>} */
async function* piecesOf({ fetch, since, signal }) {
  const response = await fetch(`changes?since=${encoded(since)}`,
    { headers: { Accept: "text/event-stream" }, signal, cache: "no-store" });
  if (response.status !== 200 || !/^text\/event-stream\b/.test(response.headers.get("Content-Type") ?? "")) {
    throw new Error(`no stream: ${response.status}`);
  }
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const read = createEventReader();
  for (let part; !(part = await reader.read()).done;) yield read(decoder.decode(part.value, { stream: true }));
}

/** A stream that is open: how far it has been followed, what it brought after that, the piece that is awaited,
 *  and when it is dead if nothing comes until then.
 *  @typedef {{tag: string, events: ServerEvent[], pieces: AsyncGenerator<ServerEvent[], void, void>,
 *   next: Promise<IteratorResult<ServerEvent[], void>> | null, deadAt: number, opened: number,
 *   controller: AbortController}} OpenStream */

/**
 * What happens on the board, over one answer that does not end and stays open from one question to the next.
 * @param {{fetch: typeof fetch, clock: import("./clock.js").Clock, patience?: number, silence?: number}} options
 *   The server gives a sign of life at once, and then every 15 s. A stream that brings nothing for `patience`
 *   milliseconds at first, or for `silence` after that, is dead
 */
export function createEventStream({ fetch, clock, patience = 5000, silence = 25000 }) {
  /** @type {OpenStream | null} */
  let current = null;
  let lasted = 0;

  function close() {
    current?.controller.abort();
    current = null;
  }

  /** @returns {OpenStream} */
  function open(tag) {
    close();
    const controller = new AbortController();
    const opened = clock.now();
    lasted = 0;
    return current = { tag, events: [], next: null, deadAt: opened + patience, opened, controller,
      pieces: piecesOf({ fetch, since: tag, signal: controller.signal }) };
  }

  /** Waits for the next piece, until a time at the latest. @param {OpenStream} stream @param {number} end */
  async function hear(stream, end) {
    if (!stream.next) {
      stream.next = stream.pieces.next();
      // Where it fails between two questions, the next one learns of it.
      stream.next.catch(() => {});
    }
    const enough = new AbortController();
    const delay = Math.min(stream.deadAt, end) - clock.now();
    const piece = await Promise.race([stream.next, sleep(clock, delay, enough.signal)])
      .finally(() => enough.abort());
    if (piece?.done) throw new Error("the stream has ended");
    if (piece) {
      stream.next = null;
      stream.events.push(...piece.value);
      stream.deadAt = clock.now() + silence;
      lasted = clock.now() - stream.opened;
    } else if (clock.now() >= stream.deadAt) throw new Error("the stream is silent");
  }

  /** All changes that are there, or a whole board. @param {OpenStream} stream @returns {News} */
  function take(stream) {
    const board = stream.events.findIndex(({ name }) => name);
    const events = stream.events.splice(0, board < 0 ? Infinity : Math.max(board, 1));
    const tag = events.at(-1)?.id;
    if (!tag) throw new Error("an event without a tag");
    stream.tag = tag;
    const data = events.map(event => JSON.parse(event.data));
    return board === 0 ? { tag, board: data[0] } : { tag, changes: data };
  }

  return {
    close,

    /** How many milliseconds after it was opened the latest stream brought something last. */
    get lasted() { return lasted; },

    /**
     * What comes after a tag; no changes where the stream lives and brings none for so many seconds. Rejects
     * where it is of no use. It is closed then, and when the signal is aborted.
     * @param {{tag: string, seconds: number, signal: AbortSignal}} question
     * @returns {Promise<News>}
     */
    async ask({ tag, seconds, signal }) {
      const end = clock.now() + seconds * 1000;
      signal.addEventListener("abort", close);
      try {
        if (signal.aborted) throw new Error("aborted");
        const stream = current?.tag === tag ? current : open(tag);
        while (!stream.events.length) {
          await hear(stream, end);
          if (!stream.events.length && clock.now() >= end) return { tag, changes: [] };
        }
        return take(stream);
      } catch (error) {
        close();
        throw error;
      } finally {
        signal.removeEventListener("abort", close);
      }
    },
  };
}
