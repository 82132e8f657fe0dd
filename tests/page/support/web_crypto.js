// @ts-check
// Node 18, which is Debian 12's, has the Web Crypto API of browsers but not as a global.
import { webcrypto } from "node:crypto";

globalThis.crypto ??= /** @type {Crypto} */ (webcrypto);
