// @ts-check
// How this board is told apart from others on its host, each of which is below a path of its own: a browser keeps one
// storage for all of them. Where there is none, at the root, names have no path that had none before.

/** Below which this board is, with a slash at both ends. */
const basePath = () => new URL(".", location.href).pathname;

/** Of databases, locks and channels. @param {string} name */
export const ofThisBoard = name => `${name} ${basePath()}`;

/** What the keys in the storages of the browser begin with. */
export const keyPrefix = () => basePath() === "/" ? "skillboard." : `${ofThisBoard("skillboard")} `;

/** Which no other board has. */
export const boardAddress = () => basePath() === "/" ? location.origin : location.origin + basePath();
