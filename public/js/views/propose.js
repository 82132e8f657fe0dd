// @ts-check
import { button, el, whenLeft } from "../dom.js";
import { say } from "../words.js";
import { createField } from "./field.js";
import { createForm } from "./form.js";
import { explainSent } from "./explain.js";
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
    send: (values, key, durable) =>
      desk.person.actAs(values.presenter, () => desk.actions.propose(values, { key, durable })),
    done: ({ kept }, values) => {
      desk.saved(kept ? say("keptToSend") : say("proposed", values));
      close();
      show(values.title, kept);
    },
    cancel: close,
    extra: [name.acting],
    explainFirst: error => explainSent("propose", error),
  });
  const done = el("p", { class: "propose-done", hidden: true });
  const heading = el("h2", { text: say("propose") });
  const panel = el("div", { class: "propose-panel", hidden: true }, heading, form.dom);
  const hint = el("p", { class: "propose-hint", text: say("proposeHint") });
  const dom = el("section", { class: "propose", "aria-label": say("propose") }, opener, hint, done, panel);

  /** The title of which the page says that it waits. */
  let waits = "";
  desk.outbox.onChange(outdate);

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

  function show(proposed, kept) {
    const text = say(kept ? "proposalWaits" : "proposed", { title: proposed });
    done.replaceChildren(el("span", { dir: "auto", text }), " ",
      button(say("goToTalk"), { look: "plain", click: () => visit(proposed) }));
    done.hidden = false;
    waits = kept ? proposed : "";
  }

  /** What waited does not any more, and says itself what became of it. */
  function outdate() {
    const still = desk.outbox.standing.some(({ kind, values, state }) =>
      kind === "propose" && values.title === waits && state !== "saved" && state !== "discarded");
    if (waits && !still) whenLeft(done, () => { done.hidden = true; });
  }

  if (draft.read()) {
    panel.hidden = false;
    opener.hidden = hint.hidden = true;
  }
  return {
    dom, open,
    /** Takes back a proposal, unless another one is being typed. @param {import("../outbox_entries.js").Entry} entry */
    resume({ values, key, problem }) {
      const free = !form.typed();
      open();
      if (free) form.resume(values, key, problem);
      return free;
    },
  };
}
