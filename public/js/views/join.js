// @ts-check
import { grouped } from "../codes.js";
import { button, el, setText } from "../dom.js";
import { say } from "../words.js";
import { createDeed } from "./deed.js";
import { explainAt, explainDeed } from "./explain.js";
import { createWay, shortField } from "./way.js";

/** The field for a code from another device. @param {{desk: any}} options */
export function createJoin({ desk }) {
  const way = createWay({ id: "join", heading: "joinHeading", about: "joinText", desk, form: {
    fields: [shortField("code", "codeLabel", "errorCode", { hint: "codeHint", limit: 40 })],
    submit: say("joinSend"),
    send: ({ code }, key) => desk.join(code, key),
    done: ({ name }) => way.tell(say("joined", { name })),
    explainFirst: explainAt("code"),
  } });
  return way;
}

/**
 * What a link with a code leads to: a question, since a link may come from anybody.
 * @param {{desk: any}} options
 */
export function createInvitation({ desk }) {
  let code = "";
  const heading = el("h2", { id: "invitation", tabindex: -1, text: say("invitedHeading") });
  const text = el("p");
  const deed = createDeed({ text: say("joinSend"), look: "main", alert: desk.alert,
    explain: error => explainDeed("errorNotDone", error), act: key => desk.join(code, key), done: joined });
  const actions = el("div", { class: "form-actions" }, deed.dom,
    button(say("notNow"), { look: "plain", click: () => { dom.hidden = true; desk.refuge(); } }));
  const onward = el("p", { hidden: true }, el("a", { href: "./", text: say("backToTalks") }));
  const dom = el("section", { class: "card", "aria-labelledby": "invitation", hidden: true },
    heading, text, deed.failure, actions, onward);

  function joined({ name }) {
    setText(heading, say("joined", { name }));
    text.hidden = actions.hidden = true;
    onward.hidden = false;
    heading.focus();
    desk.saved(heading.textContent);
  }

  return {
    dom,
    /** @param {string} given */
    offer(given) {
      code = given;
      deed.clear();
      setText(heading, say("invitedHeading"));
      setText(text, say("invitedText", { code: grouped(code) }));
      dom.hidden = text.hidden = actions.hidden = false;
      onward.hidden = true;
    },
  };
}
