// @ts-check
import { createProse, el, setLabel } from "../dom.js";
import { isAboutName } from "../problems.js";
import { saysTheSame } from "../state.js";
import { say } from "../words.js";
import { createField } from "./field.js";
import { createForm } from "./form.js";

/**
 * Editing a talk in its place. What somebody else makes of it meanwhile is shown beside what was
 * typed, and replaced only when the person says so.
 * @param {{talk: any, desk: any, close: () => void}} options
 */
export function createTalkEditing({ talk: first, desk, close }) {
  let talk = first;
  const memory = desk.drafts(`edit.${talk.id}`);
  /** The talk as its editor saw it: only this may be replaced. */
  let seen = { ...pick(talk), ...memory.read()?.seen };
  const draft = {
    // A draft of before there were titles in it has none.
    read: () => memory.read() && { title: seen.title, ...memory.read() },
    write: values => memory.write(values && { ...values, seen }),
  };
  const form = createForm({
    fields: [
      createField({ name: "title", label: say("titleLabel"), limit: 200, missing: say("errorTitle") }),
      createField({ name: "presenter", label: say("presenterLabel"), limit: 80,
        missing: say("errorPresenter") }),
      createField({ name: "summary", label: say("summaryLabel"), limit: 10000, rows: 5 }),
    ],
    submit: say("save"),
    label: say("editTalk", { title: talk.title }),
    draft, alert: desk.alert, cancel: close,
    send,
    done: () => { desk.saved(say("saved")); close(); },
    explainFirst(error) {
      if (error.status === 409 && !isAboutName(error)) {
        return { text: say("errorTitleTaken"), field: "title", again: false };
      }
      if (!error.theirs) return null;
      seen = pick(error.theirs);
      showTheirs(seen);
      form.rename(say("saveMine"));
      return null;
    },
  });
  if (!form.typed()) form.fill(seen);

  /** Two writes, since title and words are two things; one that is as it was is not sent. */
  async function send(values, key) {
    if (values.title !== seen.title.trim()) {
      await desk.actions.renameTalk(talk, seen, values, `${key}-title`);
      seen = { ...seen, title: values.title };
    }
    if (!saysTheSame(values, seen)) await desk.actions.editTalk(talk, seen, values, key);
  }

  const title = el("p");
  const presenter = el("p");
  const summary = createProse({ look: "prose" });
  const theirs = [el("p", { text: say("theirsNow") }), el("blockquote", {}, title, presenter, summary.dom)];

  function showTheirs(version) {
    if (form.dom.hasAttribute("data-stranded")) return;
    title.textContent = say("theirsTitled", { title: version.title });
    presenter.textContent = say("theirsBy", { presenter: version.presenter });
    summary.update(version.summary || say("noSummary"));
    if (form.notice.hidden) form.notice.replaceChildren(...theirs);
    form.notice.hidden = false;
  }

  return {
    ...form,
    /** @param {any} now the talk as it is on the board */
    update(now) {
      talk = now;
      setLabel(form.dom, say("editTalk", { title: now.title }));
      const same = now.title === seen.title && saysTheSame(now, seen);
      if (!same && form.dom.getAttribute("aria-busy") !== "true") showTheirs(now);
    },
  };
}

const pick = ({ title, presenter, summary, version }) => ({ title, presenter, summary, version });
