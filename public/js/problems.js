// @ts-check

/** Which problem the server named, as `name-taken`. @param {{type?: string}} error */
export const problemOf = ({ type = "" }) => type.startsWith("/problems/") ? type.slice(10) : "";

const ofNames = new Set(["name-taken", "name-looks-alike", "name-mixes-scripts"]);

/** Whether a closed board asks for its passphrase, and not a proxy for something of its own.
 *  @param {Response} response */
export const asksForPassphrase = ({ status, headers }) =>
  status === 401 && /\bPassphrase realm=/.test(headers.get("WWW-Authenticate") ?? "");

/** Whether it was refused for the name alone. @param {{type?: string}} error */
export const isAboutName = error => ofNames.has(problemOf(error));
