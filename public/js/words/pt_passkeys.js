// @ts-check
// What the page about oneself says of passkeys, in Brazilian Portuguese; part of the catalogue in `pt.js`.

/** @type {typeof import("./en_passkeys.js").passkeys} */
export const passkeys = {
  passkeys: "Chaves de acesso",
  passkeysOf: "Chaves de acesso de {name}",
  passkeysAbout: "Com uma chave de acesso você volta ao seu nome em qualquer aparelho que a tenha, " +
    "mesmo depois de perder todos os outros.",
  addPasskey: "Adicionar uma chave de acesso",
  addPasskeyTo: "Adicionar uma chave de acesso a {name}",
  passkeyAddedAt: "adicionada em {time}",
  passkeyAdded: "{name} tem uma nova chave de acesso.",
  passkeyNotAdded: "Nenhuma chave de acesso foi adicionada.",
  removePasskey: "Remover…",
  removePasskeyOf: "Remover… a chave de acesso de {name}, de {passkey}, adicionada em {time}",
  removePasskeyAsk: "Remover a chave de acesso de {passkey}? Ninguém mais poderá entrar em {name} com ela. " +
    "Seu aparelho pode continuar a oferecê-la, até você apagá-la nele.",
  removePasskeyNow: "Remover a chave",
  passkeyRemoved: "A chave de acesso foi removida de {name}.",
  usePasskeyHeading: "Tem uma chave de acesso?",
  usePasskeyText: "Há uma chave de acesso do seu nome neste aparelho, ou em um celular ou chave ao lado? " +
    "Então este aparelho pode entrar com ela.",
  usePasskey: "Usar uma chave de acesso",
  passkeyNotUsed: "Nenhuma chave de acesso foi usada.",
  whyPasskeyRefused: "esta chave de acesso não foi aceita.",
  whyNoSuchPasskey: "ninguém aqui tem esta chave de acesso. Foi removida, ou é de outro quadro.",
  whyPasskeyThere: "este aparelho já guarda uma chave de acesso para este nome.",
  whyOtherSite: "chaves de acesso só funcionam no endereço que o quadro tem para todos.",
  whyNoPasskeys: "este navegador não consegue fazer isso com chaves de acesso.",
};
