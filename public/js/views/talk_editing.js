// @ts-check
import { createProse, el } from "../dom.js";
import { saysTheSame } from "../state.js";
import { say } from "../words.js";
import { createField } from "./field.js";
import { createForm } from "./form.js";

/**
 * Editing a talk in its place. What somebody else makes of it meanwhile is shown beside what was
 * typed, and replaced only when the person says so.
 * @param {{talk: any, desk: any, close: () => void}} options
 */
export function createTalkEditing({ talk, desk, close }) {
  const memory = desk.drafts(`edit.${talk.id}`);
  /** The talk as its editor saw it: only this may be replaced. */
  let seen = memory.read()?.seen ?? pick(talk);
  const draft = {
    read: () => memory.read(),
    write: values => memory.write(values && { ...values, seen }),
  };
  const form = createForm({
    fields: [
      createField({ name: "presenter", label: say("presenterLabel"), limit: 80,
        missing: say("errorPresenter") }),
      createField({ name: "summary", label: say("summaryLabel"), limit: 10000, rows: 5 }),
    ],
    submit: say("save"),
    label: say("editTalk", { title: talk.title }),
    draft, alert: desk.alert, cancel: close,
    send: (values, key) => desk.actions.editTalk(talk, seen, values, key),
    done: () => { desk.saved(say("saved")); close(); },
    explainFirst(error) {
      if (!error.theirs) return null;
      seen = pick(error.theirs);
      showTheirs(seen);
      form.rename(say("saveMine"));
      return null;
    },
  });
  if (!form.typed()) form.fill(seen);

  const presenter = el("p");
  const summary = createProse({ look: "prose" });
  const theirs = [el("p", { text: say("theirsNow") }), el("blockquote", {}, presenter, summary.dom)];

  function showTheirs(version) {
    if (form.dom.hasAttribute("data-stranded")) return;
    presenter.textContent = say("theirsBy", { presenter: version.presenter });
    summary.update(version.summary || say("noSummary"));
    if (form.notice.hidden) form.notice.replaceChildren(...theirs);
    form.notice.hidden = false;
  }

  return {
    ...form,
    /** @param {any} now the talk as it is on the board */
    update(now) {
      if (!saysTheSame(now, seen) && form.dom.getAttribute("aria-busy") !== "true") showTheirs(now);
    },
  };
}

const pick = ({ presenter, summary, version }) => ({ presenter, summary, version });
