// @ts-check
// A board at the end of a line on which writes get lost, in ways that a test chooses.
import { request as send } from "node:http";
import { Doorway, leadSocketTo, leadTo } from "./doorway.js";
import { Person, startWorld } from "./browser.js";

/** @typedef {"" | "dead" | "cut" | "truncated" | "502" | "504"} Fault  `dead`: nothing arrives; `cut` and
 *   `truncated`: it arrives, and its answer does not or in part */

/** A server, a line to it, and a browser, until `end`. @param {any} [options] of the server */
export async function startBadLine(options = {}) {
  const world = await startWorld({ memory: false, ...options });
  const pass = leadTo(world.server);
  const line = {
    /** What happens to every write. @type {Fault} */
    fault: "",
    /** The writes that were tried, with their keys. @type {{method: string, url: string, key: string}[]} */
    writes: [],
  };

  const doorway = await Doorway.open((request, response) => {
    // Who looks at what is written nowhere.
    if (request.method === "GET" || request.url?.startsWith("/presence/")) return pass(request, response);
    line.writes.push({ method: request.method ?? "", url: request.url ?? "",
      key: String(request.headers["idempotency-key"]) });
    if (line.fault === "") return pass(request, response);
    if (line.fault === "dead") return request.socket.destroy();
    if (line.fault === "502" || line.fault === "504") {
      request.resume();
      return response.writeHead(Number(line.fault), { "Content-Type": "text/html" }).end("<h1>Bad gateway</h1>");
    }
    request.pipe(send({ host: "127.0.0.1", port: world.server.port, method: request.method, path: request.url,
      headers: request.headers }, answer => {
      answer.resume().once("end", () => {
        if (line.fault === "truncated") {
          response.writeHead(201, { ...answer.headers, "content-length": "500" });
          response.write('{"id":"', () => request.socket.destroy());
        } else request.socket.destroy();
      });
    }));
  }, leadSocketTo(world.server));

  return {
    ...world, line,
    /** @param {string} name @param {any} [context] */
    person: (name, context) => Person.arrive(world.browser, /** @type {any} */ (doorway), name, context),
    /** The server with an empty board, for people who come afresh. */
    async renew() {
      line.fault = "";
      line.writes = [];
      await world.renew();
    },
    async end() {
      await world.end();
      doorway.close();
    },
  };
}
