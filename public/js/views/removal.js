// @ts-check
import { button, el, freshId, setText } from "../dom.js";
import { newKey } from "../keys.js";
import { say } from "../words.js";

/**
 * Removing in two steps, in place. It asks because the board cannot yet put a removed thing back as
 * it was: with its id, its place, and what others wrote under it.
 * @param {object} options
 * @param {string} options.confirm  the words on the button that removes
 * @param {HTMLElement} options.opener  where the focus returns
 * @param {HTMLElement} options.replaces  hidden while it asks
 * @param {(key: string) => Promise<void>} options.remove
 * @param {() => void} options.removed
 * @param {(text: string) => void} options.alert
 */
export function createRemoval({ confirm, opener, replaces, remove, removed, alert }) {
  const question = el("p", { id: freshId(), dir: "auto" });
  const failure = el("p", { class: "form-error", hidden: true });
  const remover = button(confirm, { look: "danger", click: act });
  const keeper = button(say("keep"), { look: "plain", click: keep });
  const dom = el("div", { class: "removal", role: "group", "aria-labelledby": question.id, hidden: true,
    on: { keydown: event => event.key === "Escape" && keep() } },
  question, failure, el("div", { class: "form-actions" }, remover, keeper));
  let busy = false;
  let key = "";

  async function act() {
    if (busy) return;
    busy = true;
    dom.setAttribute("aria-busy", "true");
    failure.hidden = true;
    try {
      await remove(key ||= newKey());
      removed();
      key = "";
    } catch (error) {
      failure.hidden = false;
      setText(failure, error.kind === "network" ? say("errorNotRemoved") : say("errorRefused",
        { reason: error.title || error.message }));
      setText(remover, say("again"));
      alert(failure.textContent);
    } finally {
      busy = false;
      dom.removeAttribute("aria-busy");
    }
  }

  function keep() {
    if (busy) return;
    close();
    opener.focus();
  }

  function close() {
    dom.hidden = true;
    replaces.hidden = false;
    failure.hidden = true;
    setText(remover, confirm);
  }

  return {
    dom, close,
    get busy() { return busy; },
    /** @param {string} text */
    ask(text) {
      setText(question, text);
      dom.hidden = false;
      replaces.hidden = true;
      keeper.focus();
    },
  };
}
