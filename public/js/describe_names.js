// @ts-check
import { listed, say } from "./words.js";

const keys = { name_claimed: "histNameClaimed", device_left: "histDeviceLeft", name_vouched: "histVouched",
  passkey_added: "histPasskeyAdded", passkey_removed: "histPasskeyRemoved" };
const joinings = { code: "histJoinedByCode", passkey: "histJoinedByPasskey", vouched: "histJoinedVouched" };

/**
 * What happened to a name and its devices, as a sentence.
 * @param {import("./changes_api.js").NameEvent} event
 * @param {string | null} by
 * @returns {import("./describe.js").Sentence}
 */
export function nameSentence({ event, name, how = "", vouched_by: vouchers = [] }, by) {
  const key = event === "device_joined" ? joinings[how] ?? "histJoined" : keys[event] ?? "histNameChanged";
  const slots = { owner: { kind: /** @type {const} */ ("person"), text: name } };
  if (event === "name_vouched") {
    return { key, slots: { ...slots, who: { kind: by ? "person" : "text", text: by || say("somebody") } } };
  }
  if (how !== "vouched") return { key, slots };
  return { key, slots: { ...slots, vouchers: { kind: "text", text: listed(vouchers) } } };
}

/** Whose devices alone may undo it; nobody's in particular when it is about talks.
 *  @param {import("./changes_api.js").Change} change */
export const nameOfJoining = ({ steps, names = [] }) =>
  steps.length ? null : names.find(({ event }) => event === "device_joined")?.name ?? null;
