// @ts-check

/**
 * Who acts on this device: a name asked for once and remembered.
 * @param {import("./storage.js").Memory} memory
 */
export function createPerson(memory) {
  const listeners = new Set();
  return {
    get name() { return memory.get("name"); },
    /** @param {string} name */
    become(name) {
      if (name === memory.get("name")) return;
      memory.set("name", name);
      for (const listener of [...listeners]) listener(name);
    },
    /** @param {(name: string) => void} listener @param {AbortSignal} [signal] */
    onChange(listener, signal) {
      listeners.add(listener);
      signal?.addEventListener("abort", () => listeners.delete(listener));
    },
  };
}
