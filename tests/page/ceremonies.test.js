// @ts-check
// What the page asks of browsers about passkeys, without a browser.
import "./support/web_crypto.js";
import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { fromBase64url, toBase64url } from "../../public/js/base64url.js";
import { canUsePasskeys, createPasskeys } from "../../public/js/passkeys.js";
import { ApiError } from "../../public/js/request.js";

const bytes = (...numbers) => Uint8Array.from(numbers);

describe("passkeys", () => {
  let asked, sent, answer, api;

  beforeEach(() => {
    asked = [];
    sent = [];
    answer = async () => null;
    const send = what => async (...values) => {
      sent.push([what, ...values]);
      return what === "challenge" ? { challenge: "_-8", site: "board.example" } : { id: "AQID", name: "Ana" };
    };
    api = { passkeyChallenge: send("challenge"), addPasskey: send("add"), joinByPasskey: send("join") };
  });

  const make = (address = "https://board.example") => createPasskeys({ api, address, board: "Skillboard",
    credentials: /** @type {any} */ ({
      create: async ({ publicKey }) => { asked.push(publicKey); return answer(); },
      get: async ({ publicKey }) => { asked.push(publicKey); return answer(); },
    }) });
  const ana = (name = "Ana") => ({ name, since: "", devices: [], passkeys: [{ id: "AQID", label: "", added: "" }] });
  const userOf = async (name, address) => {
    await make(address).add(ana(name));
    return toBase64url(asked.at(-1).user.id);
  };

  it("are made to be found without a name, of what the server verifies, and not twice on a device", async () => {
    answer = async () => ({ response: { clientDataJSON: bytes(1).buffer, attestationObject: bytes(2).buffer } });
    await make().add(ana());
    const [{ rp, user, challenge, pubKeyCredParams, excludeCredentials, authenticatorSelection, attestation }] = asked;
    assert.deepEqual(rp, { id: "board.example", name: "Skillboard" });
    assert.deepEqual([user.name, user.displayName], ["Ana", "Ana"]);
    assert.deepEqual([...challenge], [255, 239]);
    assert.deepEqual(pubKeyCredParams.map(({ alg }) => alg), [-7, -8]);
    assert.deepEqual(excludeCredentials, [{ type: "public-key", id: bytes(1, 2, 3) }]);
    assert.equal(authenticatorSelection.residentKey, "required");
    assert.equal(attestation, "none");
    assert.deepEqual(sent, [["challenge", "add"], ["add", "Ana", { clientDataJSON: "AQ", attestationObject: "Ag" }]]);
  });

  it("are one user's for a name on a board, however it is written, and another's elsewhere", async () => {
    const user = await userOf("Ana");
    assert.equal(fromBase64url(user).length, 32);
    assert.equal(await userOf(" ANA "), user);
    assert.notEqual(await userOf("Bo"), user);
    assert.notEqual(await userOf("Ana", "https://board.example:8443"), user);
    assert.notEqual(await userOf("Ana", "https://board.example/talks/"), user);
  });

  it("are used without saying whose they are", async () => {
    answer = async () => ({ rawId: bytes(251, 255).buffer, response: { clientDataJSON: bytes(1).buffer,
      authenticatorData: bytes(2).buffer, signature: bytes(3).buffer } });
    assert.deepEqual(await make().join(), { id: "AQID", name: "Ana" });
    assert.deepEqual([asked[0].rpId, asked[0].allowCredentials], ["board.example", []]);
    assert.deepEqual(sent, [["challenge", "join"],
      ["join", { id: "-_8", clientDataJSON: "AQ", authenticatorData: "Ag", signature: "Aw" }]]);
  });

  it("are nobody's fault when their person changes their mind", async () => {
    for (const name of ["NotAllowedError", "AbortError"]) {
      answer = () => Promise.reject(new DOMException("", name));
      assert.equal(await make().add(ana()), null);
      assert.equal(await make().join(), null);
    }
    assert.deepEqual(sent.filter(([what]) => what !== "challenge"), []);
  });

  it("fail in ways that can be told", async () => {
    for (const [name, type] of [["SecurityError", "other-site"], ["InvalidStateError", "passkey-there"],
      ["NotSupportedError", "no-passkeys"], ["UnknownError", "no-passkeys"]]) {
      answer = () => Promise.reject(new DOMException("", name));
      const error = await make().add(ana()).catch(each => each);
      assert.ok(error instanceof ApiError);
      assert.deepEqual([error.kind, error.type], ["refused", `/problems/${type}`]);
    }
  });

  it("exist in secure contexts of hosts that have a name", () => {
    const can = (hostname, more = {}) =>
      canUsePasskeys({ isSecureContext: true, PublicKeyCredential: class {}, location: { hostname }, ...more });
    for (const host of ["board.example", "localhost", "box.local", "1and1.example", "xn--bcher-kva.example"]) {
      assert.ok(can(host), host);
    }
    for (const host of ["127.0.0.1", "192.168.1.5", "[::1]", "[2001:db8::1]"]) assert.ok(!can(host), host);
    assert.ok(!can("box.local", { isSecureContext: false }));
    assert.ok(!can("board.example", { PublicKeyCredential: undefined }));
  });
});

describe("bytes in base64url", () => {
  it("are the same there and back, without padding", () => {
    for (const length of [0, 1, 2, 3, 64]) {
      const given = Uint8Array.from({ length }, (_, index) => (index * 67 + 251) % 256);
      assert.deepEqual(fromBase64url(toBase64url(given)), given);
      assert.equal(toBase64url(given), Buffer.from(given).toString("base64url"));
    }
  });
});
