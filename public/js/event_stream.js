// @ts-check
import { createOpenLine } from "./open_line.js";
import { encoded } from "./request.js";

/** @typedef {import("./open_line.js").News} News */
/** @typedef {{id: string, name: string, data: string}} ServerEvent */

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

/**
 * What happens on the board, as Server-Sent Events: one answer that does not end.
 * @param {{fetch: typeof fetch, clock: import("./clock.js").Clock, query?: string, opened?: () => void,
 *   hear?: (told: any) => void}} options  `query` is what is asked for besides the changes, `opened` is called
 *   when a stream has given its first sign of life, and `hear` with what it tells of who looks at a talk
 */
export function createEventStream({ fetch, clock, query = "", opened = () => {}, hear = () => {} }) {
  /** @returns {News[]} */
  function newsOf({ id: tag, name, data }) {
    const told = JSON.parse(data);
    if (name === "presence") {
      hear(told);
      return [];
    }
    return [name ? { tag, board: told } : { tag, changes: [told] }];
  }

  /** @type {import("./open_line.js").Opening} */
  async function* open({ since, signal }) {
    const response = await fetch(`changes?since=${encoded(since)}${query}`,
      { headers: { Accept: "text/event-stream" }, signal, cache: "no-store" });
    if (response.status !== 200 || !/^text\/event-stream\b/.test(response.headers.get("Content-Type") ?? "")) {
      throw new Error(`no stream: ${response.status}`);
    }
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    const decoder = new TextDecoder();
    const read = createEventReader();
    let begun = false;
    for (let part; !(part = await reader.read()).done;) {
      if (!begun) opened();
      begun = true;
      yield read(decoder.decode(part.value, { stream: true })).flatMap(newsOf);
    }
  }

  return createOpenLine({ name: "events", open, clock });
}
