// @ts-check

/**
 * Devices that joined a name of this device because others vouched for them, until this person has
 * been told: whoever vouches can be wrong.
 * @param {{device: ReturnType<typeof import("./device.js").createDevice>,
 *   memory: import("./storage.js").Memory}} options
 */
export function createVouched({ device, memory }) {
  const known = () => memory.get("vouched").split(" ");
  return {
    /** @returns {{name: string, device: string, vouchers: string[]}[]} */
    get news() {
      return device.names.flatMap(({ name, devices }) => devices
        .filter(each => each.how === "vouched" && each.device !== device.handle && !known().includes(each.device))
        .map(each => ({ name, device: each.device, vouchers: each.vouched_by ?? [] })));
    },
    /** @param {string} handle */
    see(handle) { memory.set("vouched", [...known(), handle].filter(Boolean).slice(-50).join(" ")); },
  };
}
