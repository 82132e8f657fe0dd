// @ts-check
import { el, setText } from "../dom.js";
import { listed, say } from "../words.js";
import { bringIntoView } from "./reading_position.js";

/**
 * What others changed outside of the window, above it or below it, and the way there. Nothing that is
 * being read moves for it.
 * @param {object} options
 * @param {"above" | "below"} options.side
 * @param {ReturnType<typeof import("../news.js").createNews>} options.news
 */
export function createPill({ side, news }) {
  const words = side === "above" ? "pillAbove" : "pillBelow";
  const dom = el("button", { type: "button", class: "pill", "data-side": side, hidden: true,
    on: { click: () => visit(nearest()), blur: () => soon() } });
  let due = 0;

  function update() {
    due = 0;
    const found = outside();
    const count = (key, fits) => {
      const number = found.filter(fits).length;
      return number ? [say(key, { count: number })] : [];
    };
    const changes = listed([
      ...count("pillTalks", each => each.novelty === "new" && each.id === each.talk),
      ...count("pillComments", each => each.novelty === "new" && each.id !== each.talk),
      ...count("pillBack", each => each.novelty === "back"),
      ...count("pillEdits", each => each.novelty === "edited")]);
    const hidden = !changes && document.activeElement !== dom;
    if (dom.hidden !== hidden) dom.hidden = hidden;
    if (changes) setText(dom, say(words, { changes }));
  }

  /** Each thing that is news on this side of the window, with where it is. */
  function outside() {
    return news.all().flatMap(each => {
      const place = placeOf(each);
      if (!place) return [];
      const { top, bottom } = place.getBoundingClientRect();
      return (side === "above" ? bottom <= 0 : top >= window.innerHeight) ? [{ ...each, place, top }] : [];
    });
  }

  function nearest() {
    const sorted = outside().sort((one, other) => one.top - other.top);
    return side === "above" ? sorted.at(-1) : sorted[0];
  }

  const soon = () => { due ||= requestAnimationFrame(update); };
  news.watch("", soon);
  for (const event of ["scroll", "resize"]) window.addEventListener(event, soon, { passive: true });
  return { dom: el("div", { class: "pill-rail", "data-side": side }, dom) };
}

/** Where talks were found: to look for each of them on the page for every frame would take too long. */
const talks = new Map();

function find(id, within) {
  return within.querySelector(`[data-id="${CSS.escape(id)}"]`);
}

/** What stands for a thing on the page; comments of a closed talk have no place of their own. */
function placeOf({ id, talk }) {
  if (!talks.get(talk)?.isConnected) talks.set(talk, find(talk, document));
  const place = talks.get(talk);
  const own = id !== talk && place?.hasAttribute("data-open") && find(id, place);
  return own && own.getClientRects().length ? own : place;
}

/** Focus goes along, so that the keyboard goes on from there; the change is seen by being shown. */
function visit(target) {
  if (!target) return;
  bringIntoView(target.place, "center");
  const heading = target.place.closest(".talk").querySelector("h3");
  heading.focus({ preventScroll: true });
}
