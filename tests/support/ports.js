// @ts-check
// Ports of the loopback address that stay free for who comes back to them. Tests run side by side: what the system
// gives to one of them by itself could be what the server of another one has just left to be started again.
import { once } from "node:events";
import { createServer } from "node:net";

// From above those that browsers refuse to below those that Linux gives away by itself.
const first = 10240;
const each = 128;
const blocks = 175;

/** Where those of this process begin: they are its own as long as it listens on the first. @type {Promise<number>} */
let claimed;
let given = 0;

/** A port on which nobody listens, and which nobody else is given; it comes again when all others have. */
export async function ownPort() {
  const begin = await (claimed ??= claim());
  for (let tries = 1; tries < each; ++tries) {
    const port = begin + 1 + given++ % (each - 1);
    const server = await listen(port);
    if (!server) continue;
    await once(server.close(), "close");
    return port;
  }
  throw new Error("this process has no port left");
}

async function claim() {
  for (let tries = 0; tries < blocks; ++tries) {
    const begin = first + (process.pid + tries) % blocks * each;
    const server = await listen(begin);
    if (!server) continue;
    server.unref();
    return begin;
  }
  throw new Error("too many processes have ports of their own");
}

/** @param {number} port @returns {Promise<import("node:net").Server | null>} null where somebody listens already */
async function listen(port) {
  const server = createServer().listen(port, "127.0.0.1");
  return once(server, "listening").then(() => server, () => null);
}
