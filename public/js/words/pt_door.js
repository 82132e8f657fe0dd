// @ts-check
// What the pages say at the door of a closed board, in Brazilian Portuguese; part of the catalogue in `pt.js`.

/** @type {typeof import("./en_door.js").door} */
export const door = {
  closed: "Espera a frase-senha",
  doorHeading: "Este quadro é fechado",
  doorText: "Ele se abre a quem sabe a frase-senha do grupo. Cada aparelho a diz uma vez.",
  doorAgain: "Ele pede a frase-senha, que pode ser uma nova. O que você digitou nesta página continua aqui.",
  doorHeard: "Este quadro é fechado e pede a frase-senha.",
  doorCall: "↑ Dizer a frase-senha",
  doorSend: "Entrar",
  doorOpened: "Você entrou.",
  passphraseLabel: "Frase-senha",
  showPhrase: "Mostrar",
  hidePhrase: "Ocultar",
  showPassphrase: "Mostrar a frase-senha",
  hidePassphrase: "Ocultar a frase-senha",
  toPassphrase: "Dizer a frase-senha",
  errorNoPassphrase: "Digite a frase-senha.",
  errorPassphrase: "Não é esta a frase-senha. Pergunte a alguém do grupo qual é a atual.",
  errorTries: "Tentativas demais. Tente de novo em {time}.",
  errorClosed: "Não salvo: o quadro é fechado e pede a frase-senha. Seu texto continua aqui.",
  whyClosed: "o quadro é fechado e pede a frase-senha.",
};
