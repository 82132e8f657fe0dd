// @ts-check
/** @typedef {{by: string, talk: string}} Filter  whose changes, and those of which talk; empty is any */

/**
 * The address of the history, of one person or talk when the filter says so: to be shared, and to be
 * gone back to.
 * @param {Partial<Filter>} [filter]
 */
export function historyAddress({ by = "", talk = "" } = {}) {
  const query = new URLSearchParams([["by", by], ["talk", talk]].filter(([, value]) => value)).toString();
  return query ? `history.html?${query}` : "history.html";
}

/** @param {string} search  of the page's address @returns {Filter} */
export function readFilter(search) {
  const query = new URLSearchParams(search);
  return { by: query.get("by") ?? "", talk: query.get("talk") ?? "" };
}

/** @param {Filter} filter @param {import("./changes_api.js").Change} change */
export const fits = ({ by, talk }, change) =>
  (!by || change.by === by) && (!talk || change.steps.some(step => step.talk === talk));

/** @param {number} version */
export const changeAddress = version => `${historyAddress()}#change-${version}`;

/** The version in such an address, or 0. @param {string} hash */
export const changeInHash = hash => Number(/^#change-(\d+)$/.exec(hash)?.[1] ?? 0);
