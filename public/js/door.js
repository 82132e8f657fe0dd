// @ts-check
import { asksForPassphrase } from "./problems.js";
import { ApiError, createRequests } from "./request.js";

/** @typedef {ReturnType<typeof createDoor>} Door */

/**
 * Whether a closed board keeps this device out, as the answers tell to all that is asked by `fetch`.
 * @param {{fetch: typeof fetch}} options  which asks the server
 */
export function createDoor({ fetch: ask }) {
  const requests = createRequests({ fetch: ask });
  let shut = false;
  let entered = false;
  let admissions = 0;
  const listeners = new Set();

  function turn(isShut) {
    if (!isShut) entered = true;
    if (isShut === shut) return;
    shut = isShut;
    for (const listener of [...listeners]) listener();
  }

  /** @returns {Promise<{closed: boolean, admitted: boolean}>} */
  async function look() {
    const { body } = await requests.read("door");
    turn(!body.admitted);
    return body;
  }

  return {
    get shut() { return shut; },
    /** Whether this page was let in before. */
    get entered() { return entered; },

    /** @type {typeof fetch} */
    async fetch(url, init) {
      const before = admissions;
      const response = await ask(url, init);
      // What was asked before the door opened may be refused after.
      if (asksForPassphrase(response)) { if (before === admissions) turn(true); }
      else if (response.ok || response.status === 304) turn(false);
      return response;
    },

    look,

    /** Rejects with an `ApiError`, also where the browser does not keep what the door gives it. */
    async knock(passphrase) {
      await requests.write("POST", "door", { value: { passphrase } });
      admissions += 1;
      const { admitted } = await look();
      if (!admitted) throw new ApiError("refused", { type: "/problems/no-device" });
    },

    /** @param {() => void} listener  called when it is shut or opened */
    onChange: listener => { listeners.add(listener); },
  };
}
