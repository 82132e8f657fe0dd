// @ts-check
import { fromBase64url, toBase64url } from "./base64url.js";
import { nameKey } from "./device.js";
import { ApiError } from "./request.js";

/** What the server can verify: ES256 and EdDSA. */
const algorithms = [-7, -8];

/**
 * Whether passkeys can be used on a page: only where nobody on the way can meddle, and of a host that has
 * a name, since a passkey belongs to one.
 * @param {{isSecureContext: boolean, PublicKeyCredential?: any, location: {hostname: string}}} window
 */
export const canUsePasskeys = ({ isSecureContext, PublicKeyCredential, location }) =>
  Boolean(isSecureContext && PublicKeyCredential) && !/^\[|^[\d.]+$/.test(location.hostname);

const problems = { SecurityError: "other-site", InvalidStateError: "passkey-there" };

/** What the browser does together with its person; null when that one would rather not. */
async function ask(ceremony) {
  try { return await ceremony(); } catch (error) {
    if (error.name === "NotAllowedError" || error.name === "AbortError") return null;
    throw new ApiError("refused", { type: `/problems/${problems[error.name] ?? "no-passkeys"}` });
  }
}

/**
 * Making passkeys for a name, and joining a name by one. Both resolve with null when the person changes
 * their mind, and reject with an `ApiError`; every try has a challenge of its own, so none is sent again.
 * @param {object} options
 * @param {ReturnType<typeof import("./api.js").createApi>} options.api
 * @param {CredentialsContainer} options.credentials
 * @param {string} options.address  of the board
 * @param {string} options.board  what the browser is to call it
 * @param {Crypto} [options.crypto]
 */
export function createPasskeys({ api, credentials, address, board, crypto = globalThis.crypto }) {
  /**
   * Keepers of passkeys have one for each site and user: the same for a name on this board every time, so
   * that a new passkey takes the place of one that was removed here, and never that of another board.
   */
  async function userOf(name) {
    const bytes = new TextEncoder().encode(`${address}\n${nameKey(name)}`);
    return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  }

  return {
    /** @param {import("./device_api.js").HeldName} held @returns {Promise<{id: string} | null>} */
    async add({ name, passkeys }) {
      const { challenge, site } = await api.passkeyChallenge("add");
      /** @type {PublicKeyCredentialCreationOptions} */
      const publicKey = {
        rp: { id: site, name: board },
        user: { id: await userOf(name), name, displayName: name },
        challenge: fromBase64url(challenge),
        pubKeyCredParams: algorithms.map(alg => ({ type: "public-key", alg })),
        excludeCredentials: passkeys.map(({ id }) => ({ type: "public-key", id: fromBase64url(id) })),
        // It is found by itself later, by somebody who has not said any name yet.
        authenticatorSelection: { residentKey: "required", requireResidentKey: true, userVerification: "preferred" },
        attestation: "none",
      };
      const made = /** @type {any} */ (await ask(() => credentials.create({ publicKey })));
      return made && api.addPasskey(name, { clientDataJSON: toBase64url(made.response.clientDataJSON),
        attestationObject: toBase64url(made.response.attestationObject) });
    },

    /** @returns {Promise<{name: string} | null>} */
    async join() {
      const { challenge, site } = await api.passkeyChallenge("join");
      /** @type {PublicKeyCredentialRequestOptions} */
      const publicKey = { challenge: fromBase64url(challenge), rpId: site, allowCredentials: [],
        userVerification: "preferred" };
      const used = /** @type {any} */ (await ask(() => credentials.get({ publicKey })));
      return used && api.joinByPasskey({ id: toBase64url(used.rawId),
        clientDataJSON: toBase64url(used.response.clientDataJSON),
        authenticatorData: toBase64url(used.response.authenticatorData),
        signature: toBase64url(used.response.signature) });
    },
  };
}
