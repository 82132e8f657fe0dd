// @ts-check
// Requests that could be read in two ways, or in none, are refused, and their connection closes:
// where the next request would begin cannot be trusted any more.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Server } from "../support/server.js";
import { Wire } from "../support/raw_http.js";
import { look, propose } from "../support/board.js";

/** @type {Server} */
let server;
before(async () => {
  server = await Server.start({ memory: true });
  await propose(server, "There");
});
after(() => server.remove());

const json = '{"presenter":"A","summary":"B"}';
const get = lines => `GET /talks HTTP/1.1\r\n${lines}\r\n\r\n`;
const put = (lines, body = json) =>
  `PUT /talks/Smuggled HTTP/1.1\r\nHost: localhost\r\n${lines}\r\n\r\n${body}`;
const chunked = body => put("Transfer-Encoding: chunked", body);
const chunks = `${json.length.toString(16)}\r\n${json}\r\n0\r\n\r\n`;

/** [what, bytes, statuses it may be refused with] */
const refused = [
  ["no Host", get("X: y"), [400]],
  ["two Hosts", get("Host: localhost\r\nHost: b"), [400]],
  ["the same Host twice", get("Host: localhost\r\nhost: localhost"), [400]],
  ["an empty Host", get("Host:"), [400]],
  ["Hosts joined by a comma", get("Host: a, b"), [400]],
  ["a Host with user information", get("Host: me@a"), [400]],
  ["a Host with a path", get("Host: a/b"), [400]],
  ["a Host with a bad port", get("Host: a:b"), [400]],
  ["a folded line", get("Host: localhost\r\nX: y\r\n z"), [400]],
  ["a folded first line", "GET /talks HTTP/1.1\r\n Host: localhost\r\n\r\n", [400]],
  ["a space before the colon", get("Host: localhost\r\nX : y"), [400]],
  ["a field without a name", get("Host: localhost\r\n: y"), [400]],
  ["a field without a colon", get("Host: localhost\r\nX"), [400]],
  ["a NUL in a value", get("Host: localhost\r\nX: \0"), [400]],
  ["a bare CR in a value", get("Host: localhost\r\nX: y\rz"), [400]],
  ["bare LF line ends", "GET /talks HTTP/1.1\nHost: localhost\n\n", [400]],
  ["Content-Length and Transfer-Encoding",
    put(`Content-Length: ${json.length}\r\nTransfer-Encoding: chunked`, chunks), [400]],
  ["Transfer-Encoding and Content-Length",
    put("Transfer-Encoding: chunked\r\nContent-Length: 4", chunks), [400]],
  ["a list of equal Content-Lengths",
    put(`Content-Length: ${json.length}, ${json.length}`), [400]],
  ["two equal Content-Lengths",
    put(`Content-Length: ${json.length}\r\nContent-Length: ${json.length}`), [400]],
  ["two different Content-Lengths", put(`Content-Length: ${json.length}\r\nContent-Length: 4`), [400]],
  ["an empty Content-Length", put("Content-Length:"), [400]],
  ["a negative Content-Length", put("Content-Length: -1"), [400]],
  ["a Content-Length with a sign", put(`Content-Length: +${json.length}`), [400]],
  ["a hexadecimal Content-Length", put("Content-Length: 0x1f"), [400]],
  ["a Content-Length with a space in it", put("Content-Length: 3 1"), [400]],
  ["a Content-Length out of all bounds", put(`Content-Length: ${"9".repeat(30)}`), [400, 413]],
  ["an unknown transfer coding", put("Transfer-Encoding: xchunked", chunks), [501, 400]],
  ["identity as transfer coding", put("Transfer-Encoding: identity"), [501, 400]],
  ["gzip before chunked", put("Transfer-Encoding: gzip, chunked", chunks), [501, 400]],
  ["chunked that is not last", put("Transfer-Encoding: chunked, gzip", chunks), [501, 400]],
  ["chunked twice", put("Transfer-Encoding: chunked, chunked", chunks), [501, 400]],
  ["chunked in two fields",
    put("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", chunks), [501, 400]],
  ["an empty transfer coding", put("Transfer-Encoding:", chunks), [501, 400]],
  ["a vertical tab before chunked", put("Transfer-Encoding: \vchunked", chunks), [501, 400]],
  ["Transfer-Encoding in HTTP/1.0",
    "PUT /talks/Smuggled HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks, [400]],
  ["a chunk size that is none", chunked("x\r\n"), [400]],
  ["a negative chunk size", chunked("-1\r\n"), [400]],
  ["a chunk size with 0x", chunked(`0x1f\r\n${json}\r\n0\r\n\r\n`), [400]],
  ["a chunk longer than its size", chunked("1\r\n{}\r\n0\r\n\r\n"), [400]],
  ["a chunk size out of all bounds", chunked("ffffffffffffffff1\r\n"), [400, 413]],
  ["a bare LF after a chunk size", chunked(`1f\n${json}\r\n0\r\n\r\n`), [400]],
  ["a broken trailer", chunked(`1f\r\n${json}\r\n0\r\nX Y: z\r\n\r\n`), [400]],
  ["CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", [405, 501]],
  ["GET *", "GET * HTTP/1.1\r\nHost: localhost\r\n\r\n", [400]],
  ["HTTP/2.0", "GET /talks HTTP/2.0\r\nHost: localhost\r\n\r\n", [400, 505]],
  ["HTTP/9.9", "GET /talks HTTP/9.9\r\nHost: localhost\r\n\r\n", [400, 505]],
  ["a lower-case version", "GET /talks http/1.1\r\nHost: localhost\r\n\r\n", [400]],
  ["the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400, 405, 505]],
  ["no version", "GET /talks\r\nHost: localhost\r\n\r\n", [400]],
  ["a space for a version", "GET /talks \r\n\r\n", [400]],
  ["two spaces", "GET  /talks HTTP/1.1\r\nHost: localhost\r\n\r\n", [400]],
  ["a tab for a space", "GET\t/talks HTTP/1.1\r\nHost: localhost\r\n\r\n", [400]],
  ["a greeting of TLS", Buffer.from("160301020001000100\r\n\r\n", "latin1"), [400]],
];

for (const [what, bytes, statuses] of refused) {
  test(`${what} is refused, and nothing behind it is read`, async () => {
    const wire = await Wire.open(server);
    wire.send(Buffer.concat([Buffer.from(/** @type {any} */ (bytes), "latin1"),
      Buffer.from("DELETE /talks/There HTTP/1.1\r\nHost: localhost\r\n\r\n")]));

    const response = await wire.response();

    assert.ok(/** @type {any} */ (statuses).includes(response.status), `${response.status}`);
    assert.equal(response.header("connection")?.toLowerCase(), "close");
    await wire.closed();
    assert.deepEqual((await look(server)).talks.map(({ title }) => title), ["There"]);
  });
}
