// @ts-check

/** What no scrolling could make up for, at most half a pixel: windows scroll by whole ones, and fractions add up. */
let owed = 0;

/**
 * Changes what is on the page without moving what is being read: the focused element or, without
 * one, the text a good third down the window stays where it is on the screen. (What the browser itself
 * does about it, where it does, is for what changes without us: talks that are drawn when they come near.)
 * @param {HTMLElement} within
 * @param {() => void} change
 */
export function keepReadingPosition(within, change) {
  const anchors = findAnchors(within).map(dom => ({ dom, top: dom.getBoundingClientRect().top }));
  change();
  for (const { dom, top } of anchors) {
    const now = dom.getBoundingClientRect();
    if (!dom.isConnected || (now.width === 0 && now.height === 0)) continue;
    owed += now.top - top;
    const whole = Math.round(owed);
    if (whole) window.scrollBy({ top: whole, behavior: "instant" });
    owed -= whole;
    return;
  }
}

/** What is to stay, and what is to where that goes. @param {HTMLElement} within @returns {Element[]} */
function findAnchors(within) {
  const focused = document.activeElement;
  if (!focused || focused === document.body || !onScreen(focused)) return readAt(within, window.innerHeight * 0.4);
  if (within.contains(focused)) return [focused, ...readAt(within, window.innerHeight * 0.4)];
  // What is beside the board stays anyway; above it, it stays when nothing scrolls.
  const beside = focused.getBoundingClientRect().right <= within.getBoundingClientRect().left;
  return beside ? readAt(within, window.innerHeight * 0.4) : [focused];
}

/**
 * The text at that height, then the comment and the talk that it is part of, which keep their place whatever
 * becomes of it. Found by the places of few elements: to ask the browser what is at a point takes it much longer
 * on a large board.
 * @param {HTMLElement} within @param {number} height @returns {Element[]}
 */
function readAt(within, height) {
  const found = [];
  for (let dom = childAt(within, height); dom && onScreen(dom); dom = childAt(dom, height)) {
    found.unshift(dom);
    if (dom.matches("p, h3, .prose")) break;
  }
  return found.filter((dom, index) => index === 0 || dom.matches("[data-id]"));
}

/** The child at that height or, where there is a gap, next below it; the last one at the end. */
function childAt({ children }, height) {
  let [from, to] = [0, children.length];
  while (to - from > 8) {
    const middle = (from + to) >> 1;
    const { bottom, height: tall } = children[middle].getBoundingClientRect();
    // One that is not shown has no place, and all have to be looked at.
    if (!tall) [from, to] = [0, 0];
    else if (bottom <= height) from = middle + 1;
    else to = middle + 1;
  }
  const near = [...children].slice(from, to || children.length).filter(dom => dom.getBoundingClientRect().height > 0);
  return near.find(dom => dom.getBoundingClientRect().bottom > height) ?? near.at(-1);
}

/**
 * Scrolls there, at once for those who want no motion and where it is far: on the way there things that were never
 * laid out would turn out to be taller than was thought, and it would end elsewhere.
 * @param {Element} dom @param {"center" | "nearest"} block
 */
export function bringIntoView(dom, block) {
  const far = Math.abs(dom.getBoundingClientRect().top) > 2 * window.innerHeight;
  const still = far || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const scroll = () => dom.scrollIntoView({ block, behavior: still ? "instant" : "smooth" });
  scroll();
  if (far) settle(dom, scroll);
}

/** For a moment, scrolls again where what is laid out around it, once it is near, moves it. */
function settle(dom, scroll, frames = 12) {
  const { top } = dom.getBoundingClientRect();
  requestAnimationFrame(() => {
    if (Math.abs(dom.getBoundingClientRect().top - top) >= 1) scroll();
    if (frames) settle(dom, scroll, frames - 1);
  });
}

/** @param {Element} dom */
export function onScreen(dom) {
  const { top, bottom, height } = dom.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < window.innerHeight;
}
