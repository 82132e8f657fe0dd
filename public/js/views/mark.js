// @ts-check
import { el } from "../dom.js";
import { say } from "../words.js";

const words = { new: "newMark", back: "backMark", edited: "editedMark" };
const readingTime = 4000;
const timers = new WeakMap();
const sight = new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) {
    clearTimeout(timers.get(target));
    if (isIntersecting) timers.set(target, setTimeout(target.seen, readingTime));
  }
});

/**
 * Says in a word that a talk or comment is new, edited or back, until it has been on screen for a while.
 * @param {ReturnType<typeof import("../news.js").createNews>} news
 * @param {string} id
 */
export function createMark(news, id) {
  const dom = el("strong", { class: "mark", hidden: true, "data-of": id });
  dom.seen = () => document.visibilityState === "visible" ? news.see(id)
    : document.addEventListener("visibilitychange", () => timers.set(dom, setTimeout(dom.seen, readingTime)),
      { once: true });
  const update = () => {
    const novelty = news.of(id);
    if (dom.hidden === !novelty) return;
    dom.hidden = !novelty;
    if (!novelty) return sight.unobserve(dom);
    dom.textContent = say(/** @type {any} */ (words[novelty]));
    sight.observe(dom);
  };
  update();
  news.watch(id, update);
  return { dom };
}
