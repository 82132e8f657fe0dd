// @ts-check
// Programs of Debian that tests run, where they are: as installed, or as `scripts/lib/install.sh` unpacks them.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const unpacked = fileURLToPath(new URL("../../build/programs", import.meta.url));

/** The path of a program, or its name where it is nowhere. @param {string} name */
export const program = name => ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", `${unpacked}/usr/sbin`,
  `${unpacked}/usr/bin`].map(folder => join(folder, name)).find(path => existsSync(path)) ?? name;

/** A file of a package, wherever that is. @param {string} path as it is when the package is installed */
export const unpackedOr = path => existsSync(path) ? path : `${unpacked}${path}`;

/** What an unpacked program needs in its environment to find its libraries. */
export function libraries() {
  const lib = `${unpacked}/usr/lib`;
  const folders = existsSync(lib) ? readdirSync(lib).map(folder => join(lib, folder)) : [];
  return folders.length ? { LD_LIBRARY_PATH: folders.join(":") } : {};
}
