// @ts-check

/**
 * Which talks are open on this page, also after a reload.
 * @param {import("./storage.js").Memory} memory
 */
export function createOpened(memory) {
  const ids = new Set(memory.get("opened").split(" ").filter(Boolean));
  const keep = () => memory.set("opened", [...ids].join(" "));
  return {
    has: id => ids.has(id),
    add(id) { ids.add(id); keep(); },
    delete(id) { ids.delete(id); keep(); },
  };
}
