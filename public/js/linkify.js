// @ts-check
const address = /\bhttps?:\/\/[^\s<>"“”«»]+/giu;
const trailing = /[.,:;!?'’…*_~]+$/u;

/**
 * Text as parts, of which those with an `href` are web addresses. Only http and https are links.
 * Joined, the texts of the parts are the text.
 * @param {string} text
 * @returns {{text: string, href?: string}[]}
 */
export function linkify(text) {
  const parts = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const link = withoutTrail(found);
    const href = addressOf(link);
    if (!href) continue;
    if (index > end) parts.push({ text: text.slice(end, index) });
    parts.push({ text: link, href });
    end = index + link.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** What ends the sentence around an address is not part of it; a closing bracket is when it was opened. */
function withoutTrail(found) {
  let link = found;
  for (let before = ""; before !== link;) {
    before = link;
    link = link.replace(trailing, "");
    if (/[)\]}]$/.test(link) && !balanced(link)) link = link.slice(0, -1);
  }
  return link;
}

const balanced = link => [["(", ")"], ["[", "]"], ["{", "}"]]
  .every(([open, close]) => link.split(open).length >= link.split(close).length);

function addressOf(link) {
  try {
    const url = new URL(link);
    return /^https?:$/.test(url.protocol) && url.hostname ? url.href : "";
  } catch {
    return "";
  }
}
