// @ts-check

/**
 * @template T
 * @typedef {object} ItemView
 * @property {HTMLElement} dom
 * @property {(value: T) => void} update
 * @property {() => boolean} [stays]  asked when the item is gone; true keeps what is left of it in place
 */

/**
 * Children of an element, one view for each item, found again by id. An item that stays keeps its
 * node, its focus and its text whatever happens to the others.
 * @template T
 * @param {HTMLElement} dom
 * @param {{idOf: (item: T) => string, create: (item: T) => ItemView<T>}} options
 */
export function createKeyedList(dom, { idOf, create }) {
  /** @type {Map<string, {view: ItemView<T>, item: T}>} */
  const entries = new Map();

  function removeMissing(items) {
    const present = new Set(items.map(idOf));
    for (const [id, { view }] of entries) {
      if (present.has(id) || view.stays?.()) continue;
      view.dom.remove();
      entries.delete(id);
    }
    return present;
  }

  return {
    dom,

    /** @param {T[]} items */
    update(items) {
      const present = removeMissing(items);
      const remains = new Set();
      for (const [id, { view }] of entries) if (!present.has(id)) remains.add(view.dom);

      let place = dom.firstElementChild;
      for (const item of items) {
        while (place && remains.has(place)) place = place.nextElementSibling;
        const id = idOf(item);
        let entry = entries.get(id);
        if (!entry) entries.set(id, entry = { view: create(item), item });
        else if (entry.item !== item) entry.view.update(entry.item = item);
        if (entry.view.dom === place) place = place.nextElementSibling;
        else dom.insertBefore(entry.view.dom, place);
      }
    },

    /** Takes away what was left of an item. @param {string} id */
    forget(id) {
      entries.get(id)?.view.dom.remove();
      entries.delete(id);
    },

    /** @param {string} id @returns {ItemView<T> | undefined} */
    view: id => entries.get(id)?.view,
    /** In the order in which they came. @returns {ItemView<T>[]} */
    get views() { return [...entries.values()].map(({ view }) => view); },
    get size() { return entries.size; },
  };
}
