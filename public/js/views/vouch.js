// @ts-check
import { say } from "../words.js";
import { explainAt } from "./explain.js";
import { createWay, shortField } from "./way.js";

/** Saying that somebody who lost all their devices is who they say they are. @param {{desk: any}} options */
export function createVouch({ desk }) {
  const way = createWay({ id: "vouch", heading: "vouchHeading", about: "vouchText", desk, form: {
    fields: [shortField("name", "vouchNameLabel", "errorTheirName"),
      shortField("words", "wordsLabel", "errorWords")],
    submit: say("vouchSend"),
    send: (values, key) => {
      way.tell("");
      return desk.api.vouch({ ...values, by: desk.device.actor || desk.person.name }, key);
    },
    done: ({ needed }, { name }) => way.tell(say(needed ? "vouchedMore" : "vouchedDone", { name })),
    explainFirst: explainAt("words"),
  } });
  return way;
}
