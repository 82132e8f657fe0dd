// @ts-check

/**
 * Changes what is on the page without moving what is being read: the focused element or, without
 * one, the text a good third down the window stays where it is on the screen. (The page turns the
 * browser's own scroll anchoring off; not every browser has it.)
 * @param {HTMLElement} within
 * @param {() => void} change
 */
export function keepReadingPosition(within, change) {
  const anchors = findAnchors(within).map(dom => ({ dom, top: dom.getBoundingClientRect().top }));
  change();
  for (const { dom, top } of anchors) {
    const now = dom.getBoundingClientRect();
    if (!dom.isConnected || (now.width === 0 && now.height === 0)) continue;
    if (Math.abs(now.top - top) >= 1) window.scrollBy({ top: now.top - top, behavior: "instant" });
    return;
  }
}

function findAnchors(within) {
  const anchors = [];
  const focused = document.activeElement;
  if (focused && within.contains(focused) && onScreen(focused)) anchors.push(focused);
  const { left, width } = within.getBoundingClientRect();
  for (const share of [0.4, 0.3, 0.5, 0.2, 0.6, 0.8]) {
    const found = document.elementFromPoint(left + width / 2, window.innerHeight * share);
    if (found && within.contains(found) && !found.matches("ol, li, article, section, .discussion")) {
      anchors.push(found);
    }
  }
  return anchors;
}

/** Scrolls there, at once for those who want no motion. @param {Element} dom @param {"center" | "nearest"} block */
export function bringIntoView(dom, block) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  dom.scrollIntoView({ block, behavior: still ? "instant" : "smooth" });
}

/** @param {Element} dom */
export function onScreen(dom) {
  const { top, bottom, height } = dom.getBoundingClientRect();
  return height > 0 && bottom > 0 && top < window.innerHeight;
}
