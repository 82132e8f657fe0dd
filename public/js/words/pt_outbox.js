// @ts-check
// What the page says of what was sent and is not saved yet, in Brazilian Portuguese; part of the catalogue in `pt.js`.

/** @type {typeof import("./en_outbox.js").outbox} */
export const outbox = {
  keptToSend: "Ainda não enviado. Fica guardado neste aparelho e é enviado assim que der.",
  proposalWaits: "“{title}” ainda não foi enviada. Espera junto às palestras.",
  stillWaiting: "Ainda não enviado. {reason}",
  sentLater: { one: "O que esperava está salvo.", other: "{count} coisas que esperavam estão salvas." },
  refusedLater: "{count} coisas que você enviou não foram salvas. Continuam aqui.",

  stateWaiting: "À espera de envio",
  stateSending: "Enviando…",
  stateSaved: "Salvo",
  stateRefused: "Não salvo",
  stateOld: "À espera de você",
  waitsNetwork: "O quadro está fora de alcance. Isto fica guardado no seu aparelho e é enviado quando der.",
  waitsUnavailable: "O quadro não consegue salvar no momento. Isto fica guardado no seu aparelho e logo é reenviado.",
  waitsTooMany: "Foi muito de uma vez. Isto fica guardado no seu aparelho e é enviado daqui a pouco.",
  waitsClosed: "O quadro é fechado. Isto fica guardado no seu aparelho e é enviado quando você disser a frase-senha.",
  waitsTalk: "Isto é enviado assim que a palestra for.",
  waitsFleeting: "Este navegador não guarda nada para esta página: não a feche antes que isto seja enviado.",
  waitsOld: "Você enviou isto {time}, e não veio resposta. Pode estar no quadro: olhe antes de enviar de novo.",
  errorArrived: "Não salvo: você já tinha enviado isto, e chegou. Olhe no quadro.",
  goneTalk: "“{title}” foi removida. O que você escreveu para ela continua aqui.",

  sendNow: "Enviar agora",
  copyShort: "Copiar",
  discard: "Descartar",
  undoDiscard: "Desfazer",
  discarded: "Descartado, não enviado: {what}",
  restored: "Espera de novo para ser enviado.",
  formBusy: "Há outra proposta no formulário. Envie ou cancele essa primeiro.",
  editOfTalk: "Sua edição",
  editOfComment: "Sua edição deste comentário",
  onWhat: "{deed}: {what}",
};
