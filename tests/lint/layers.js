// @ts-check
// Which layer may include what: the table "Layers" of ARCHITECTURE.md.
import { includesOf } from "./files.js";

const files = /^(fstream|filesystem|cstdio|sys\/stat\.h|fcntl\.h)$/;
const threads = /^(thread|mutex|shared_mutex|condition_variable|atomic|future|semaphore)$/;
const sockets = /^(boost\/asio\/(ip|local|posix|generic)\/|sys\/(socket|epoll|un)\.h|netinet\/|arpa\/)/;
const beast = /^boost\/beast/;
const json = /^(nlohmann|boost\/json)/;
const sqlite = /^sqlite3/;
const options = /^CLI\//;

/** What stands above a layer and may be included, and which headers of others may not be. */
const layers = {
  talks: { above: [], never: [/^boost\//, json, sqlite, options, /^spdlog/, files, threads] },
  names: {
    above: ["talks"],
    never: [/^boost\/(?!system\/result)/, sockets, sqlite, options, /^spdlog/, files, threads],
  },
  storage: { above: ["talks", "names"], never: [beast, /^boost\/url/, sockets, options] },
  polling: { above: [], never: [beast, /^boost\/url/, json, sqlite, options] },
  board: {
    above: ["talks", "names", "storage", "polling"],
    never: [beast, sockets, sqlite, options],
  },
  http: { above: ["polling"], never: [sqlite, options] },
  api: {
    above: ["talks", "names", "storage", "polling", "board", "http"],
    never: [sockets, files, threads, sqlite, options, /^boost\/beast\/core/,
      /^skillboard\/http\/(connection|listener|server)\.hpp$/],
  },
  app: {
    above: ["talks", "names", "storage", "polling", "board", "http", "api"],
    never: [],
  },
};

/** The one file of its layer that may include this. */
const exceptions = { "src/names/passphrase_file.cpp": /^fstream$/ };

/**
 * What the file includes although its layer may not.
 * @param {string} path such as "src/talks/talk_store.cpp"
 * @param {string} text
 * @returns {string[]} one finding an element; none for a file outside all layers
 */
export function violations(path, text) {
  const name = /^(?:src|include\/skillboard)\/(\w+)\//.exec(path)?.[1];
  if (name === undefined) return [];
  const layer = layers[name];
  if (!layer) return [`${path}: ${name} is none of the layers`];
  const findings = includesOf(text)
    .filter(include => !allowed(name, layer, include.name) && !exceptions[path]?.test(include.name))
    .map(({ line, name: header }) => `${path}:${line}: ${name} may not include ${header}`);
  return [...findings, ...clocks(path, name, text)];
}

function allowed(name, layer, header) {
  if (layer.never.some(pattern => pattern.test(header))) return false;
  const other = /^skillboard\/(\w+)\//.exec(header)?.[1];
  return other === undefined || other === name || layer.above.includes(other);
}

/** <chrono> is welcome in these layers for its types; its clocks are not. */
function clocks(path, name, text) {
  if (name !== "talks" && name !== "names") return [];
  return text.split("\n").flatMap((content, index) =>
    /_clock::now\b/.test(content) ? [`${path}:${index + 1}: ${name} may not read a clock`] : []);
}
