// @ts-check
import { el } from "../dom.js";
import { say } from "../words.js";
import { explainSent } from "./explain.js";
import { createField } from "./field.js";
import { createForm } from "./form.js";
import { createNameField } from "./name_field.js";

const messageField = label => createField({ name: "message", label, limit: 5000, rows: 3,
  missing: say("errorMessage") });

/**
 * The field for a new comment, open as long as its talk is.
 * @param {{talk: any, desk: any}} options
 */
export function createCommentForm({ talk, desk }) {
  const message = messageField(say("commentLabel"));
  const name = createNameField({ name: "author", person: desk.person, device: desk.device });
  const form = createForm({
    fields: [message, name],
    submit: say("commentSend"),
    label: say("commentOn", { title: talk.title }),
    draft: desk.drafts(`comment.${talk.id}`),
    alert: desk.alert,
    send: (values, key, durable) =>
      desk.person.actAs(values.author, () => desk.actions.write(talk, values, { key, durable })),
    done: ({ kept }) => {
      writing(false);
      desk.saved(say(kept ? "keptToSend" : "commented"));
      if (form.dom.contains(document.activeElement)) message.focus();
    },
    explainFirst: error => explainSent("comment", error),
    extra: [name.acting, el("span", { class: "form-shortcut", text: say("shortcut") })],
  });
  const writing = typing => desk.presence.type(talk.id, typing);
  message.input.addEventListener("input", () => writing(form.typed()));
  message.input.addEventListener("blur", () => writing(false));
  return form;
}

/**
 * Editing a comment in its place.
 * @param {{talk: any, comment: any, desk: any, close: () => void}} options
 */
export function createCommentEditing({ talk, comment, desk, close }) {
  const form = createForm({
    fields: [messageField(say("messageLabel"))],
    submit: say("save"),
    label: say("messageLabel"),
    draft: desk.drafts(`edit.${comment.id}`),
    alert: desk.alert,
    send: (values, key, durable) => desk.actions.editComment(talk, comment, values, { key, durable }),
    done: ({ kept }) => { desk.saved(say(kept ? "keptToSend" : "saved")); close(); },
    explainFirst: error => explainSent("editComment", error),
    cancel: close,
  });
  if (!form.typed()) form.fill({ message: comment.message });
  return form;
}
