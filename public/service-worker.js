// @ts-check
// Opens the page where there is no network, as it was when there was one. All that the page asks of the
// board goes past it. The build fills in the two constants; as it stands here nothing is kept.
const version = "none";
/** @type {string[]} */
const files = [];

const worker = /** @type {any} */ (self);
// Of this board alone (js/this_board.js, which a worker that is served as it stands cannot import).
const { pathname } = new URL(".", worker.location.href);
const prefix = pathname === "/" ? "skillboard-page-" : `skillboard-page ${pathname} `;
const patience = 4000;

worker.addEventListener("install", event => event.waitUntil(keep()));
worker.addEventListener("activate", event => event.waitUntil(takeOver()));
worker.addEventListener("fetch", event => {
  const { request } = event;
  if (request.mode === "navigate" && request.method === "GET") event.respondWith(open(request));
  else if (isKept(request)) event.respondWith(find(request));
});

/** All of a version or nothing of it. */
async function keep() {
  const cache = await caches.open(prefix + version);
  await cache.addAll(files.map(file => new Request(file, { cache: "reload" })));
  await worker.skipWaiting();
}

/** Pages of the version before go on: they have loaded all that they need. */
async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter(name => name.startsWith(prefix) && name !== prefix + version)
    .map(name => caches.delete(name)));
  await worker.clients.claim();
}

const addressOf = file => new URL(file, worker.location.href).href;
const isKept = ({ url, method }) => method === "GET" && files.some(file => addressOf(file) === url);
const withoutQuery = url => url.replace(/[?#].*/, "");

async function find(request) {
  return await (await caches.open(prefix + version)).match(withoutQuery(request.url)) ?? fetch(request);
}

/**
 * The network's page while there is one, for it has the newest version and keeps the device known; what
 * is kept when there is none, it is out of order, or it takes too long.
 */
async function open(request) {
  const kept = await (await caches.open(prefix + version)).match(withoutQuery(request.url));
  if (!kept) return fetch(request);
  const late = new Promise(resolve => setTimeout(resolve, patience, kept));
  const asked = fetch(request).then(response => response.status >= 500 ? kept : response, () => kept);
  return Promise.race([asked, late]);
}
