// @ts-check
/** @typedef {{by: string, talk: string, device?: string}} Filter  whose changes, those of which talk, and from
 *   which device; empty is any */

/**
 * The address of the history, of one person or talk when the filter says so: to be shared, and to be
 * gone back to.
 * @param {Partial<Filter>} [filter]
 */
export function historyAddress({ by = "", talk = "", device = "" } = {}) {
  const asked = [["by", by], ["talk", talk], ["device", device]].filter(([, value]) => value);
  const query = new URLSearchParams(asked).toString();
  return query ? `history.html?${query}` : "history.html";
}

/** @param {string} search  of the page's address @returns {Filter} */
export function readFilter(search) {
  const query = new URLSearchParams(search);
  return { by: query.get("by") ?? "", talk: query.get("talk") ?? "", device: query.get("device") ?? "" };
}

/** @param {Filter} filter @param {import("./changes_api.js").Change} change */
export const fits = ({ by, talk, device }, change) =>
  (!by || change.by === by) && (!device || change.device === device)
  && (!talk || change.steps.some(step => step.talk === talk));

/** @param {number} version */
export const changeAddress = version => `${historyAddress()}#change-${version}`;

/** The version in such an address, or 0. @param {string} hash */
export const changeInHash = hash => Number(/^#change-(\d+)$/.exec(hash)?.[1] ?? 0);
