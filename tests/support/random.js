// @ts-check
// Chance that can be had again.

/** A generator of numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function randomNumbers(from) {
  let state = from;
  return () => {
    state = (state + 0x6D2B79F5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Any of the numbers from 0 to below `count`. @param {() => number} random */
export const anyBelow = (random, count) => Math.floor(random() * count);

/** Any of the list; undefined when it is empty. @template T @param {() => number} random @param {T[]} list */
export const anyOf = (random, list) => list[anyBelow(random, list.length)];
