// @ts-check
import { encoded } from "./request.js";

/** @typedef {{device: string, label: string, joined: string, seen: string,
 *   how: "claimed" | "code" | "vouched" | "passkey", vouched_by?: string[]}} Device */
/** @typedef {{id: string, label: string, added: string}} Passkey */
/** @typedef {{name: string, since: string, devices: Device[], passkeys: Passkey[]}} HeldName */
/** @typedef {{name: string, words: string, until: string}} Waiting */
/** @typedef {{device: string | null, names: HeldName[], waiting: Waiting | null,
 *   signed_in?: string | null}} DeviceState */
/** @typedef {{code: string, expires: string, link: string, qr: {size: number, path: string}}} JoinCode */

/**
 * This device, the names it holds and those it asks for; part of `createApi`. Who joins or waits acts
 * under no name yet, whatever this browser remembers.
 * @param {ReturnType<typeof import("./request.js").createRequests>} requests
 */
export function createDeviceApi({ read, write }) {
  const send = async (method, path, options) => (await write(method, path, options)).value;
  return {
    /** @returns {Promise<DeviceState>} */
    readDevice: async () => (await read("device")).body,

    /** A code with which another device can join a name. @returns {Promise<JoinCode>} */
    makeCode: name => send("POST", "device/code", { value: { name } }),

    /** Fails as `missing` when the code leads nowhere. @returns {Promise<{name: string}>} */
    join: (code, key) => send("POST", "device/join", { key, value: { code }, by: "" }),

    /** @returns {Promise<Waiting>} */
    waitFor: name => send("POST", "device/wait", { value: { name }, by: "" }),

    stopWaiting: () => send("DELETE", "device/wait", { by: "" }),

    /** @returns {Promise<{joined: boolean, needed: number}>} */
    vouch: ({ name, words, by }, key) => send("POST", `names/${encoded(name)}/vouch`, { key, value: { words }, by }),

    /** @param {"add" | "join"} what @returns {Promise<{challenge: string, site: string}>} */
    passkeyChallenge: what => send("POST", "device/passkey/challenge", { value: { for: what }, by: "" }),

    /** @returns {Promise<{id: string}>} */
    addPasskey: (name, value) => send("POST", `names/${encoded(name)}/passkeys`, { value, by: name }),

    removePasskey: (name, id, key) =>
      send("DELETE", `names/${encoded(name)}/passkeys/${encoded(id)}`, { key, by: name }),

    /** @returns {Promise<{name: string}>} */
    joinByPasskey: value => send("POST", "device/passkey", { value, by: "" }),

    signOut: (name, device, key) => send("DELETE", `names/${encoded(name)}/devices/${device}`, { key, by: name }),
  };
}
