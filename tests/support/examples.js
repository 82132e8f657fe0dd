// @ts-check
// What docs/listening.md has to run.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

/** The example for this, about the board at this address. @param {string} kind @param {string} url */
export async function example(kind, url) {
  const text = await readFile(new URL("../../docs/listening.md", import.meta.url), "utf8");
  const found = new RegExp(`<!-- run: ${kind} -->\n\`\`\`\\w+\n(.*?)\`\`\``, "s").exec(text);
  assert.ok(found, `an example for ${kind}`);
  return found[1].replace("http://localhost:8000", url);
}
