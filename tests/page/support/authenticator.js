// @ts-check
// What keeps passkeys, without anybody to ask: Chromium's virtual authenticator.

/**
 * Gives one to the window of a person.
 * @param {import("./browser.js").Person} person
 */
export async function giveAuthenticator({ page }) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", { options: {
    protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
    automaticPresenceSimulation: true } });
  return {
    /** The passkeys in it, with their private keys. */
    passkeys: async () => (await session.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
    /** As if it were synchronized with that of another device. */
    put: credential => session.send("WebAuthn.addCredential", { authenticatorId, credential }),
    take: ({ credentialId }) => session.send("WebAuthn.removeCredential", { authenticatorId, credentialId }),
  };
}

/** Lets the page ask for passkeys of one algorithm only. @param {import("./browser.js").Person} person */
export const wantAlgorithm = ({ page }, algorithm) => page.addInitScript(wanted => {
  const create = navigator.credentials.create.bind(navigator.credentials);
  navigator.credentials.create = options => {
    const { publicKey } = /** @type {any} */ (options);
    publicKey.pubKeyCredParams = publicKey.pubKeyCredParams.filter(({ alg }) => alg === wanted);
    return create(options);
  };
}, algorithm);

/** The person says no to the browser, whatever it asks about passkeys. */
export const sayNo = ({ page }) => page.evaluate(() => {
  const no = () => Promise.reject(new DOMException("The operation was not allowed.", "NotAllowedError"));
  Object.assign(navigator.credentials, { create: no, get: no });
});
