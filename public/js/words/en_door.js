// @ts-check
// What the pages say at the door of a closed board, in English; part of the catalogue in `en.js`.
export const door = {
  closed: "Waits for the passphrase",
  doorHeading: "This board is closed",
  doorText: "It opens to those who know the passphrase of the group. Each device says it once.",
  doorAgain: "It asks for the passphrase, which may be a new one. What you have typed on this page stays.",
  doorHeard: "This board is closed, and asks for its passphrase.",
  doorCall: "↑ Say the passphrase",
  doorSend: "Come in",
  doorOpened: "You are in.",
  passphraseLabel: "Passphrase",
  showPhrase: "Show",
  hidePhrase: "Hide",
  showPassphrase: "Show the passphrase",
  hidePassphrase: "Hide the passphrase",
  toPassphrase: "Say the passphrase",
  errorNoPassphrase: "Type the passphrase.",
  errorPassphrase: "This is not the passphrase. Ask somebody of the group for the current one.",
  errorTries: "Too many tries. Try again in {time}.",
  errorClosed: "Not saved: the board is closed and asks for its passphrase. Your text is still here.",
  whyClosed: "the board is closed and asks for its passphrase.",
};
