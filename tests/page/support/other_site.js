// @ts-check
// What a page can have a browser send to another site, with the cookies that it has for that.

const json = "application/json";
const plain = "text/plain";
const encoded = "application/x-www-form-urlencoded";
const parts = "multipart/form-data";

/** @typedef {{way: string, method: string, path: string, type?: string, headers?: any, value?: any,
 *   arrives?: string, status?: number}} Attempt
 *   `arrives` is the method that a browser asks with first, "" when it does not ask at all; `status` is
 *   what a board answers that does not even look where it comes from */

/**
 * Everything that changes something on a board or about a name, in an order in which all of it can be done.
 * @param {{undo: number, purge: number, device: string}} board  versions that can be undone and purged, and
 *   the handle of a device of Ana's
 * @returns {[string, string, any?][]}
 */
export const changesOf = ({ undo, purge, device }) => [
  ["PUT", "/talks/Stolen", { presenter: "Eve", summary: "Mine" }],
  ["PUT", "/talks/Knots", { presenter: "Ana", summary: "Defaced" }],
  ["POST", "/talks/Knots/comments", { author: "Ana", message: "Defaced" }],
  ["POST", `/changes/${purge}/purge`],
  ["POST", `/changes/${undo}/undo`],
  ["POST", "/device/code", { name: "Ana" }],
  ["PATCH", "/talks/Knots", { title: "Defaced" }],
  ["POST", "/changes/undo", { by: "Ana", since: undo }],
  ["DELETE", "/talks/Knots"],
  ["DELETE", `/names/Ana/devices/${device}`],
  ["POST", "/device/wait", { name: "Bea" }],
];

const isSimple = ({ method, type }) => method === "POST" && type !== json;

/** By scripts: what is not simple is asked for first, or not sent at all. */
const byScript = change => [json, plain, ""].flatMap(type => ["cors", "no-cors"].map(way => {
  const attempt = { ...change, way, type };
  // Where nobody is asked first, a type that would have to be asked for is left out.
  if (way === "no-cors") return { ...attempt, arrives: change.method === "POST" ? "POST" : "" };
  return { ...attempt, arrives: isSimple(attempt) ? "POST" : "OPTIONS" };
}));

/** By forms, of which a window gets those whose body could be JSON, and by beacons. */
const withoutScript = change => [...[plain, encoded, parts].map(type => ["form in a frame", type]),
  ["form in a window", plain]].map(([way, type]) => ({ ...change, way, type, arrives: "POST" })).concat(
  [plain, json].map(type => ({ ...change, way: "beacon", type, arrives: type === json ? "OPTIONS" : "POST" })));

/** What stands for another method where a server heeds that. */
const inDisguise = [
  { way: "form in a frame", method: "POST", path: "/talks/Knots?_method=DELETE", type: encoded,
    value: { _method: "DELETE" }, arrives: "POST", status: 405 },
  { way: "cors", method: "POST", path: "/talks/Knots", type: plain, arrives: "OPTIONS",
    headers: { "X-HTTP-Method-Override": "DELETE" } },
  { way: "window", method: "GET", path: "/talks/Knots?_method=DELETE", arrives: "GET" },
];

export const ways = ["img", "script", "link", "iframe", "object", "embed", "EventSource", "window"];

/** What only reads, anywhere else, and must not do what a POST would. */
const byReading = path => ways.map(way => ({ way, method: "GET", path, arrives: "GET" }));

/** @param {{undo: number, purge: number, device: string}} board @returns {Attempt[]} */
export const attemptsAt = board => [...changesOf(board).flatMap(([method, path, value]) => {
  const change = { method, path, value };
  return [...byScript(change), ...(method === "POST" ? withoutScript(change) : [])];
}), ...inDisguise, ...byReading(`/changes/${board.undo}/undo`)];

/**
 * Runs in the page. Answers what the page got to know: the text of an answer, or "load" or "error".
 * @param {{way: string, method: string, url: string, type?: string, headers?: any, value?: any}} attempt
 */
export async function send({ way, method, url, type, headers, value }) {
  const body = value && JSON.stringify(value);
  const make = (name, properties) =>
    Object.assign(document.createElement(name), { className: "attempt", ...properties });
  const known = dom => new Promise(resolve => {
    dom.onload = dom.onerror = event => resolve(event.type);
    document.body.append(dom);
  });

  async function ask(mode) {
    const init = { method, mode, credentials: "include", body,
      headers: { ...(type && { "Content-Type": type }), ...headers } };
    try {
      const response = await fetch(url, init);
      const version = Number(response.headers.get("Board-Version"));
      return { status: response.status, version, text: await response.text() };
    } catch {
      return "error";
    }
  }

  /** As text/plain, a field that ends in the middle of a string is JSON. */
  function submit(target) {
    const text = JSON.stringify({ ...value, end: "" });
    const fields = type === "text/plain" ? [[text.slice(0, -2), text.slice(-2)]] : Object.entries(value ?? {});
    const form = make("form", { method, action: url, enctype: type, target });
    form.append(...fields.map(([name, told]) => make("input", { type: "hidden", name, value: told })));
    document.body.append(form);
    form.submit();
  }

  function listen() {
    const source = new EventSource(url, { withCredentials: true });
    return new Promise(resolve => {
      source.onopen = source.onerror = event => {
        source.close();
        resolve(event.type);
      };
    });
  }

  for (const dom of document.querySelectorAll(".attempt")) dom.remove();
  switch (way) {
    case "cors": case "no-cors": case "same-origin": return ask(way);
    case "beacon": return navigator.sendBeacon(url, new Blob([body ?? ""], { type }));
    case "form in a window": return submit("_blank");
    case "form in a frame":
      document.body.append(make("iframe", { name: "within" }));
      return submit("within");
    case "EventSource": return listen();
    case "window": return window["opened"] = window.open(url), "";
    case "object": return known(make("object", { data: url }));
    case "link": return known(make("link", { rel: "stylesheet", href: url }));
    default: return known(make(way, { src: url }));
  }
}
