// @ts-check
// What the page about oneself says of passkeys, in English; part of the catalogue in `en.js`.
export const passkeys = {
  passkeys: "Passkeys",
  passkeysOf: "Passkeys of {name}",
  passkeysAbout: "With a passkey you come back to your name on any device that has it, " +
    "also when you have lost all others.",
  addPasskey: "Add a passkey",
  addPasskeyTo: "Add a passkey to {name}",
  passkeyAddedAt: "added {time}",
  passkeyAdded: "{name} has a new passkey.",
  passkeyNotAdded: "No passkey was added.",
  removePasskey: "Remove…",
  removePasskeyOf: "Remove… the passkey of {name} from {passkey}, added {time}",
  removePasskeyAsk: "Remove the passkey from {passkey}? Nobody can join {name} with it any more. " +
    "Your device may go on offering it, until you delete it there.",
  removePasskeyNow: "Remove passkey",
  passkeyRemoved: "The passkey is removed from {name}.",
  usePasskeyHeading: "Have a passkey?",
  usePasskeyText: "Is there a passkey for your name on this device, or on a phone or key beside it? " +
    "Then this device can join with it.",
  usePasskey: "Use a passkey",
  passkeyNotUsed: "No passkey was used.",
  whyPasskeyRefused: "this passkey was not accepted.",
  whyNoSuchPasskey: "nobody here has this passkey. It was removed, or is for another board.",
  whyPasskeyThere: "this device keeps a passkey for this name already.",
  whyOtherSite: "passkeys work only at the address that the board has for all.",
  whyNoPasskeys: "this browser cannot do that with passkeys.",
};
