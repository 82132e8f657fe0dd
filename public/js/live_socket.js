// @ts-check
import { createOpenLine } from "./open_line.js";
import { encoded } from "./request.js";

/** By which codes a server closes that goes on elsewhere, or has too much to tell at once: come again. */
const comeAgain = [1012, 1013];

/** What a socket brings until it closes: texts; none after the signal is aborted, which closes it.
 *  @param {WebSocket} socket @param {AbortSignal} signal @returns {AsyncGenerator<string, void, void>} */
async function* textsOf(socket, signal) {
  /** @type {(string | Error)[]} */
  const arrived = [];
  let heard = false;
  let wake = () => {};
  const put = what => { arrived.push(what); wake(); };
  socket.addEventListener("message", ({ data }) => {
    heard = true;
    put(data);
  });
  // Who says so to whoever comes would be asked all the time.
  socket.addEventListener("close", ({ code }) =>
    put(Object.assign(new Error(`closed: ${code}`), { blameless: heard && comeAgain.includes(code) })));
  signal.addEventListener("abort", () => {
    socket.close();
    put(new Error("closed"));
  });
  for (;;) {
    while (!arrived.length) await new Promise(resolve => { wake = () => resolve(undefined); });
    const next = arrived.shift();
    if (typeof next !== "string") throw next;
    yield next;
  }
}

/**
 * What happens on the board, by a WebSocket of the subprotocol `skillboard.1`. What it throws is `blameless` where
 * the server itself has asked to come again.
 * @param {{openSocket: (path: string) => WebSocket, clock: import("./clock.js").Clock,
 *   opened?: (say: (message: any) => void) => void, hear?: (told: any) => void, refused?: () => void}} options
 *   `opened` is called when a socket has given its first sign of life, with what says something to the server, and
 *   `hear` with what it tells of who looks at a talk; `refused` where it could not make out what was said
 */
export function createLiveSocket({ openSocket, clock, opened = () => {}, hear = () => {}, refused = () => {} }) {
  /** @type {import("./open_line.js").Opening} */
  async function* open({ since, signal }) {
    const socket = openSocket(`changes?since=${encoded(since)}`);
    const say = message => { if (socket.readyState === 1) socket.send(JSON.stringify(message)); };
    let begun = false;
    for await (const text of textsOf(socket, signal)) {
      if (!begun) opened(say);
      begun = true;
      const { tag, changes, board, presence, problem } = JSON.parse(text);
      if (presence) hear(presence);
      if (problem) refused();
      yield changes?.length || board ? [board ? { tag, board } : { tag, changes }] : [];
    }
  }

  return createOpenLine({ name: "websocket", open, clock });
}
