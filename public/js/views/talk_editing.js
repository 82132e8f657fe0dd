// @ts-check
import { createProse, el, setLabel } from "../dom.js";
import { saysTheSame } from "../state.js";
import { say } from "../words.js";
import { explainSent } from "./explain.js";
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
    send: (values, key, durable) => desk.actions.editTalk(talk, seen, values, { key, durable }),
    done: ({ kept }) => { desk.saved(say(kept ? "keptToSend" : "saved")); close(); },
    explainFirst(error) {
      if (error.theirs ?? error.seen) seen = pick(error.theirs ?? error.seen);
      if (error.theirs) {
        showTheirs(seen);
        form.rename(say("saveMine"));
      }
      return explainSent("edit", error);
    },
  });
  if (!form.typed()) form.fill(seen);

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
    /** Takes back an edit that was sent. @param {import("../outbox_entries.js").Entry} entry */
    resume({ values, seen: before, key, problem }) {
      seen = before;
      form.clear();
      form.resume(values, key, problem);
    },
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
