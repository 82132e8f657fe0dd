// @ts-check
// The proxies that people put before a board, each with the sample of docs/proxies as it stands there, but for
// where it listens, where the board is, and what only root may do.
import { spawn } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect as connectSecurely } from "node:tls";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeCertificate } from "./certificate.js";
import { applyDiff } from "./diffs.js";
import { ownPort } from "./ports.js";
import { libraries, program, unpackedOr } from "./programs.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

const apacheModule = name => unpackedOr(`/usr/lib/apache2/modules/mod_${name}.so`);

/** @typedef {{folder: string, http: number, https: number, certificate: string, key: string}} Place */
/** How one is made to run here.
 *  @typedef {{sample: string, adapt: (text: string, place: Place) => string, program: string,
 *   arguments: (place: Place) => string[]}} Kind */

/** Replaces what has to be there, everywhere. @param {string} text @param {[string | RegExp, string][]} changes */
const replace = (text, changes) => changes.reduce((changed, [from, to]) => {
  const next = changed.replace(from, to);
  if (next === changed) throw new Error(`the sample has no ${from}`);
  return next;
}, text);

/** @type {Record<string, Kind>} */
const kinds = {
  nginx: {
    sample: "nginx.conf",
    adapt: (text, { folder, http, https, certificate, key }) => `daemon off;
master_process off;
pid ${folder}/pid;
error_log stderr;
events { worker_connections 1000; }
http {
access_log off;
${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(use => `${use}_temp_path ${folder}/${use};`).join("\n")}
${replace(text, [[/listen \[::\].*\n/g, "\n"], ["listen 80;", `listen 127.0.0.1:${http};`],
    ["listen 443 ", `listen 127.0.0.1:${https} `], [/(ssl_certificate +)\/.*;/, `$1${certificate};`],
    [/(ssl_certificate_key +)\/.*;/, `$1${key};`], [/board\.example/g, "localhost"]])}
}
`,
    program: "nginx",
    arguments: ({ folder }) => ["-p", folder, "-e", "stderr", "-c", `${folder}/nginx.conf`],
  },
  haproxy: {
    sample: "haproxy.cfg",
    adapt: (text, { folder, http, https }) => replace(text, [[/^ +(log|chroot|user|group|maxconn) .*\n/gm, ""],
      ["bind :80\n", `bind 127.0.0.1:${http}\n`], ["bind :443 ", `bind 127.0.0.1:${https} `],
      [/crt \S+/, `crt ${folder}/both.pem`]]),
    program: "haproxy",
    arguments: ({ folder }) => ["-db", "-f", `${folder}/haproxy.cfg`],
  },
  caddy: {
    sample: "Caddyfile",
    adapt: (text, { http, https, certificate, key }) => `{
	admin off
	http_port ${http}
	https_port ${https}
	default_bind 127.0.0.1
}
${replace(text, [[/# (tls) .*/, `$1 ${certificate} ${key}`], ["\nboard.example {", "\nlocalhost {"]])}`,
    program: "caddy",
    arguments: ({ folder }) => ["run", "--adapter", "caddyfile", "--config", `${folder}/Caddyfile`],
  },
  apache: {
    sample: "apache.conf",
    // What Debian has beside the site, `reqtimeout` included.
    adapt: (text, { folder, http, https, certificate, key }) => `ServerRoot ${folder}
ServerName localhost
PidFile ${folder}/pid
ErrorLog ${folder}/error.log
Mutex pthread
User nobody
Group nogroup
${["mpm_event", "authz_core", "socache_shmcb", "ssl", "http2", "proxy", "proxy_http", "headers", "filter", "deflate",
    "rewrite", "reqtimeout"].map(name => `LoadModule ${name}_module ${apacheModule(name)}`).join("\n")}
RequestReadTimeout header=20-40,minrate=500 body=10,minrate=500
ServerLimit 1
ThreadLimit 150
ThreadsPerChild 150
MaxRequestWorkers 150
Listen 127.0.0.1:${http}
Listen 127.0.0.1:${https}
${replace(text, [["*:80", `127.0.0.1:${http}`], ["*:443", `127.0.0.1:${https}`],
    [/(SSLCertificateFile +).*/, `$1${certificate}`], [/(SSLCertificateKeyFile +).*/, `$1${key}`],
    [/board\.example/g, "localhost"]])}
`,
    program: "apache2",
    // One process, as with the others, which goes with the test.
    arguments: ({ folder }) => ["-X", "-f", `${folder}/apache.conf`],
  },
};

export const proxyNames = Object.keys(kinds);

export class Proxy {
  /** It speaks TLS, with a certificate that nobody vouches for. */
  secure = true;
  port = 0;
  #httpPort = 0;
  #folder = "";
  #process;
  #output = "";

  /**
   * Starts one before a board, or before two that are below /talks/ and /chess/. `change` is what a test does to
   * the sample.
   * @param {string} name @param {{port: number} | {port: number}[]} boards @param {(sample: string) => string} [change]
   */
  static async start(name, boards, change = sample => sample) {
    const proxy = new Proxy();
    try {
      await proxy.#start(name, boards, change);
    } catch (error) {
      await proxy.stop();
      throw error;
    }
    return proxy;
  }

  get url() { return `https://localhost:${this.port}`; }
  /** Where it sends people on to https. */
  get plain() { return { port: this.#httpPort }; }
  /** A connection to it, for who does not speak HTTP by it only. */
  connect() {
    return connectSecurely({ host: "127.0.0.1", port: this.port, servername: "localhost", rejectUnauthorized: false });
  }
  get log() { return this.#output; }

  async #start(name, boards, change) {
    const kind = kinds[name];
    const folder = this.#folder = await mkdtemp(join(tmpdir(), `skillboard-${name}-`));
    const [http, https] = [await ownPort(), await ownPort()];
    const place = { folder, http, https, ...await makeCertificate(folder) };
    const sample = change(await readSample(kind.sample, Array.isArray(boards)));
    await writeFile(join(folder, kind.sample), kind.adapt(leadTo([boards].flat(), sample), place));
    // Whatever becomes of the test, it goes with it.
    this.#process = spawn("setpriv", ["--pdeathsig", "KILL", program(kind.program), ...kind.arguments(place)],
      { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder,
        XDG_CONFIG_HOME: folder, ...libraries() } });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream.setEncoding("utf8").on("data", text => { this.#output += text; });
    }
    await this.#answers(https, await readFile(place.certificate));
    [this.port, this.#httpPort] = [https, http];
  }

  async #answers(port, certificate) {
    const deadline = Date.now() + 20_000;
    while (!await shows(certificate, port)) {
      if (this.#process.exitCode !== null || Date.now() > deadline) throw new Error(`no proxy:\n${this.#output}`);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }

  async stop() {
    if (this.#process && this.#process.exitCode === null && this.#process.signalCode === null) {
      const ended = once(this.#process, "close");
      this.#process.kill("SIGKILL");
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** A sample, as it stands there or as it is changed for boards below paths. */
async function readSample(file, belowPaths) {
  const [sample, about] = await Promise.all([file, "README.md"].map(name =>
    readFile(join(root, "docs/proxies", name), "utf8")));
  if (!belowPaths) return sample;
  const [, diff = ""] = new RegExp(`<!-- for: ${file} -->\n\`\`\`diff\n(.*?)\`\`\``, "s").exec(about) ?? [];
  return applyDiff(sample, diff);
}

/** Where the boards are which it leads to. @param {{port: number}[]} boards @param {string} sample */
const leadTo = (boards, sample) => replace(sample, boards.map(({ port }, index) =>
  [new RegExp(`127\\.0\\.0\\.1:800${index}`, "g"), `127.0.0.1:${port}`]));

/** Whether the proxy that answers there has this certificate. */
function shows(certificate, port) {
  const { raw } = new X509Certificate(certificate);
  return new Promise(resolve => {
    const socket = connectSecurely({ host: "127.0.0.1", port, rejectUnauthorized: false });
    socket.once("secureConnect", () => {
      resolve(socket.getPeerX509Certificate()?.raw.equals(raw));
      socket.destroy();
    });
    for (const event of ["error", "close"]) socket.once(event, () => resolve(false));
  });
}
