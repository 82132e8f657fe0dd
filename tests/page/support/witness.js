// @ts-check
// Sees, from within the page, whether anything of what its person does there is disturbed.

/** Runs in the page, and gives it `window.witness`. */
function install() {
  /** Every field that was ever written in: by identity, wherever it is now. @type {HTMLTextAreaElement[]} */
  const fields = [];
  let seen = /** @type {any} */ (null);

  const isField = dom => dom.matches("textarea, input");
  const top = dom => dom.getBoundingClientRect().top;
  const isShown = dom => dom.isConnected && dom.getBoundingClientRect().height > 0;
  /** Its person closed what it is in, and can open it again. */
  const isInReach = dom => dom.closest(".talk:not([data-removed], [data-open]) .discussion, .propose");
  const column = () => document.querySelector(".board").getBoundingClientRect();
  const describe = dom => `${dom.tagName.toLowerCase()}.${dom.className} “${dom.textContent.slice(0, 30)}”`;

  function isOnScreen(dom) {
    const rect = dom.getBoundingClientRect();
    return rect.height > 0 && rect.bottom > 0 && rect.top < innerHeight;
  }

  /** The text at this share of the window's height, then what it is part of; nothing where there is a gap. */
  function readAt(share) {
    const { left, width } = column();
    const leaf = document.elementFromPoint(left + width / 2, innerHeight * share);
    if (!leaf?.closest(".talk") || leaf.matches("ol, li, article, section, .discussion")) return [];
    return [leaf, leaf.closest(".comment"), leaf.closest(".talk")].filter(Boolean)
      .map(dom => ({ dom, top: top(dom) }));
  }

  /** What must not move: the focused element and, unless it is in the way of it, what is being read. */
  function read() {
    const focused = document.activeElement;
    const inWay = focused !== document.body && isOnScreen(focused)
      && focused.getBoundingClientRect().right > column().left;
    const reading = inWay ? [] : readAt(0.4);
    return [...isOnScreen(focused) && focused !== document.body ? [[{ dom: focused, top: top(focused) }]] : [],
      ...reading.length ? [reading] : []];
  }

  /** How far the first of these that is still shown has moved, where the page is long enough to prevent it. */
  function moved(things) {
    const found = things.find(({ dom }) => isShown(dom));
    if (!found) return "what was read is gone";
    const distance = top(found.dom) - found.top;
    const room = distance > 0 ? document.documentElement.scrollHeight - innerHeight - scrollY : scrollY;
    return Math.abs(distance) > 1 && room > 1 ? `${describe(found.dom)} moved by ${distance}` : "";
  }

  const caret = dom => isField(dom)
    ? [dom.selectionStart, dom.selectionEnd, dom.selectionDirection, dom.scrollTop] : [];

  window["witness"] = {
    /** The number of the focused field, or -1, and what is in it. */
    focused() {
      const dom = /** @type {HTMLTextAreaElement} */ (document.activeElement);
      if (!isField(dom)) return { index: -1 };
      if (!fields.includes(dom)) fields.push(dom);
      const { value: text, selectionStart: start, selectionEnd: end, selectionDirection: direction } = dom;
      return { index: fields.indexOf(dom), text, start, end, direction, lines: dom.tagName === "TEXTAREA" };
    },
    /** What is in each field; null where it is not on the page any more, or cannot be got at. */
    texts: () => fields.map(dom => dom.isConnected && (isShown(dom) || isInReach(dom)) ? dom.value : null),
    /** The fields of the form in which the focus is. */
    together: () => fields.flatMap((dom, index) => dom.form?.contains(document.activeElement) ? [index] : []),
    /** The title of the talk in which the focus is, unless it is removed. */
    title: () => document.activeElement.closest(".talk:not([data-removed])")?.querySelector("h3")?.textContent ?? "",
    look() {
      const dom = document.activeElement;
      seen = { dom, caret: caret(dom), places: read() };
    },
    /** What is different since then that no change by others may make different. */
    disturbances() {
      const dom = document.activeElement;
      const found = seen.places.map(moved).filter(Boolean);
      if (dom !== seen.dom) found.push(`the focus went from ${describe(seen.dom)} to ${describe(dom)}`);
      else if (String(caret(dom)) !== String(seen.caret)) found.push(`the caret went to ${caret(dom)}`);
      return found;
    },
  };
}

/** @param {any} page  on which the person is */
export async function createWitness(page) {
  await page.evaluate(install);
  const call = name => () => page.evaluate(method => window["witness"][method](), name);
  return { title: call("title"),
    focused: call("focused"), texts: call("texts"), together: call("together"), look: call("look"),
    disturbances: call("disturbances") };
}
