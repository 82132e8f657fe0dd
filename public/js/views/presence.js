// @ts-check
import { el, phrase } from "../dom.js";
import { listedParts, say } from "../words.js";

/** So many are called by their names. */
const most = 3;
const named = name => el("bdi", { text: name });

/** @returns {(Node | string)[]} */
function wordsOfHere({ here, more }) {
  if (!here.length) return [];
  const rest = here.length - most + more;
  const names = here.slice(0, most).map(named);
  return [say("presentHere"), " ", ...listedParts(rest > 0 ? [...names, say("presentMore", { count: rest })] : names)];
}

/** @returns {(Node | string)[]} */
function wordsOfWriting({ writing }) {
  const [one, two] = writing.map(named);
  if (writing.length > 2) return [say("presentWritingMany")];
  if (two) return phrase("presentWritingTwo", { one, two });
  return one ? phrase("presentWriting", { name: one }) : [];
}

/** Another text only when it is one. */
function show(dom, words) {
  const text = words.map(word => word.textContent ?? word).join("");
  if (dom.textContent !== text) dom.replaceChildren(...words);
}

/**
 * Who else looks at a talk, and who writes: in a place that is as high with them as without. It is never said
 * aloud, but can be read there.
 * @param {{talk: string, presence: ReturnType<typeof import("../presence.js").createPresence>}} options
 */
export function createPresenceView({ talk, presence }) {
  const [here, writing] = [el("p", { class: "presence-line" }), el("p", { class: "presence-line" })];

  function update() {
    const present = presence.of(talk);
    show(here, wordsOfHere(present));
    show(writing, wordsOfWriting(present));
  }

  presence.watch(talk, update);
  update();
  return { dom: el("div", { class: "presence" }, here, writing) };
}
