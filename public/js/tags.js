// @ts-check
// A tag, `<epoch>-<version>`, stands for one content of the board only.

/** Which board it is of. @param {string} tag */
export const epochOf = tag => tag.replace(/-\d+$/, "");

/** The number of the last change in it; NaN where it is none. @param {string} tag */
export const versionOf = tag => Number(/-(\d+)$/.exec(tag)?.[1] ?? NaN);
