// @ts-check
// A certificate that nobody vouches for.
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

/**
 * For localhost and 127.0.0.1, which the other names and addresses of this machine are not. `both.pem` beside
 * the two files has the one after the other.
 * @param {string} folder @returns {Promise<{certificate: string, key: string}>} the files
 */
export async function makeCertificate(folder) {
  const [certificate, key] = ["certificate.pem", "key.pem"].map(file => join(folder, file));
  await promisify(execFile)("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
    "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
    "-out", certificate, "-keyout", key]);
  await writeFile(join(folder, "both.pem"), await readFile(certificate, "utf8") + await readFile(key, "utf8"));
  return { certificate, key };
}
