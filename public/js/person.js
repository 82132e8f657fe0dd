// @ts-check
import { isAboutName } from "./problems.js";

/**
 * Who acts on this device: a name asked for once and remembered.
 * @param {import("./storage.js").Memory} memory
 */
export function createPerson(memory) {
  const listeners = new Set();

  function become(name) {
    if (name === memory.get("name")) return;
    memory.set("name", name);
    for (const listener of [...listeners]) listener(name);
  }

  return {
    get name() { return memory.get("name"); },
    /** @type {(name: string) => void} */
    become,
    /**
     * Acts under a name, which is remembered unless it is refused.
     * @template T @param {string} name @param {() => Promise<T>} act @returns {Promise<T>}
     */
    async actAs(name, act) {
      const before = memory.get("name");
      become(name);
      try { return await act(); } catch (error) {
        if (isAboutName(error)) become(before);
        throw error;
      }
    },
    /** @param {(name: string) => void} listener @param {AbortSignal} [signal] */
    onChange(listener, signal) {
      listeners.add(listener);
      signal?.addEventListener("abort", () => listeners.delete(listener));
    },
  };
}
