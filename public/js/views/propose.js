// @ts-check
import { button, el } from "../dom.js";
import { say } from "../words.js";
import { createField } from "./field.js";
import { createForm } from "./form.js";
import { createNameField } from "./name_field.js";

/**
 * The button and, in its place once it is pressed, the form for a new talk.
 * @param {{desk: any, visit: (title: string) => void}} options  `visit` goes to a talk
 */
export function createProposeView({ desk, visit }) {
  const draft = desk.drafts("propose");
  const opener = button(say("propose"), { look: "main", click: open });
  const title = createField({ name: "title", label: say("titleLabel"), hint: say("titleHint"), limit: 200,
    missing: say("errorTitle") });
  const name = createNameField({ name: "presenter", person: desk.person, device: desk.device });
  const form = createForm({
    fields: [
      title,
      createField({ name: "summary", label: say("summaryLabel"), hint: say("summaryHint"), limit: 10000,
        rows: 4 }),
      name,
    ],
    submit: say("proposeSend"), label: say("propose"), draft, alert: desk.alert,
    send: (values, key) => desk.person.actAs(values.presenter, () => desk.actions.propose(values, key)),
    done: (_, values) => {
      desk.saved(say("proposed", values));
      close();
      show(values.title);
    },
    cancel: close,
    extra: [name.acting],
    explainFirst: error => {
      const dots = error.field === "title" && !error.title;
      if (dots) return { text: say("errorDots"), field: "title", again: false };
      return error.kind === "changed" ? { text: say("errorTaken"), field: "title", again: false } : null;
    },
  });
  const done = el("p", { class: "propose-done", hidden: true });
  const heading = el("h2", { text: say("propose") });
  const panel = el("div", { class: "propose-panel", hidden: true }, heading, form.dom);
  const hint = el("p", { class: "propose-hint", text: say("proposeHint") });
  const dom = el("section", { class: "propose", "aria-label": say("propose") }, opener, hint, done, panel);

  function open() {
    panel.hidden = false;
    opener.hidden = hint.hidden = done.hidden = true;
    title.focus();
  }

  function close() {
    const followed = dom.contains(document.activeElement);
    opener.hidden = hint.hidden = false;
    panel.hidden = true;
    if (followed) opener.focus();
  }

  function show(proposed) {
    done.replaceChildren(el("span", { dir: "auto", text: say("proposed", { title: proposed }) }), " ",
      button(say("goToTalk"), { look: "plain", click: () => visit(proposed) }));
    done.hidden = false;
  }

  if (draft.read()) {
    panel.hidden = false;
    opener.hidden = hint.hidden = true;
  }
  return { dom, open };
}
