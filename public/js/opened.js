// @ts-check

/**
 * Which talks are open on this page, also after a reload.
 * @param {import("./storage.js").Memory} memory
 * @param {() => void} [changed]
 */
export function createOpened(memory, changed = () => {}) {
  const ids = new Set(memory.get("opened").split(" ").filter(Boolean));
  function keep() {
    memory.set("opened", [...ids].join(" "));
    changed();
  }
  return {
    /** The last that was opened comes first. */
    get all() { return [...ids].reverse(); },
    has: id => ids.has(id),
    add(id) { ids.add(id); keep(); },
    delete(id) { ids.delete(id); keep(); },
  };
}
