// @ts-check
// Texts that can be found again in the bytes of a file, whole or in part, each by its own number.
import { dataFiles } from "./traces.js";

const unicorns = "🦄".repeat(6);

/** Texts of any length made of one chunk again and again, and which of them are to be kept. */
export class Marks {
  #made = 0;
  /** The numbers of those that are to be in the files, and of those that must not be. */
  kept = new Set();
  purged = new Set();

  /** @param {number} characters at least 10 */
  make(characters) {
    const number = String(++this.#made).padStart(8, "0");
    this.kept.add(number);
    // The longest ones have characters of four bytes, to be longer still.
    const chunk = characters > 2_000 ? `~${number}~${unicorns}` : `~${number}~`;
    const text = chunk.repeat(Math.max(1, Math.floor(characters / [...chunk].length)));
    return { number, text };
  }

  /** @param {Iterable<{number: string}>} marks */
  erase(marks) {
    for (const { number } of marks) {
      this.kept.delete(number);
      this.purged.add(number);
    }
  }

  /** What the files have too much and too little, as numbers. */
  async compare(server) {
    const found = await marksIn(server);
    return {
      left: [...this.purged].filter(number => found.has(number)).map(number => `${number} in ${found.get(number)}`),
      lost: [...this.kept].filter(number => !found.has(number)),
    };
  }
}

/** The numbers of the marks in the files of a board, and where each was seen first. */
export async function marksIn(server) {
  const found = new Map();
  for (const [name, bytes] of await dataFiles(server)) {
    for (const match of bytes.toString("latin1").matchAll(/~(\d{8})~/g)) {
      if (!found.has(match[1])) found.set(match[1], `${name} at ${match.index}`);
    }
  }
  return found;
}
