// @ts-check

/** Which problem the server named, as `name-taken`. @param {{type?: string}} error */
export const problemOf = ({ type = "" }) => type.startsWith("/problems/") ? type.slice(10) : "";

const ofNames = new Set(["name-taken", "name-looks-alike", "name-mixes-scripts"]);

/** Whether it was refused for the name alone. @param {{type?: string}} error */
export const isAboutName = error => ofNames.has(problemOf(error));
