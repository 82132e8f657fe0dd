// @ts-check
import { el, setText } from "../dom.js";
import { noDraft } from "../drafts.js";
import { problemOf } from "../problems.js";
import { say, soon } from "../words.js";
import { explain, explainAt } from "./explain.js";
import { createForm } from "./form.js";
import { createPhraseField } from "./phrase_field.js";
import { bringIntoView, keepReadingPosition } from "./reading_position.js";

/**
 * The way into a closed board, in the page: it is there while the door is shut. Nothing else on the page
 * goes for it but what was never filled, and what is being read stays where it is. Who comes to it out of
 * the midst of something is taken back there.
 * @param {{door: import("../door.js").Door, alert: (text: string) => void, saved: (text: string) => void,
 *   opened: () => void, refuge: () => void}} options  `refuge` takes the focus when the form goes
 */
export function createDoorView({ door, alert, saved, opened, refuge }) {
  /** A join link is being tried, and what becomes of it need not be asked for. */
  let arriving = false;
  let inView = true;
  /** Where the focus came from. @type {HTMLElement | null} */
  let from = null;
  const field = createPhraseField();
  const form = createForm({ fields: [field], submit: say("doorSend"), label: say("doorHeading"), draft: noDraft, alert,
    send: knock, done: () => { saved(say("doorOpened")); opened(); }, explainFirst: explainKnock });
  // Browsers keep a password under a name, and complain of a form without one.
  form.dom.prepend(el("input", { name: "username", autocomplete: "username", value: say("boardName"), readonly: true,
    hidden: true }));
  const about = el("p");
  const dom = el("section", { class: "door", "aria-labelledby": "door", hidden: true, on: { focusin: come } },
    el("h2", { id: "door", text: say("doorHeading") }), about, form.dom);
  const caller = el("button", { type: "button", class: "pill", hidden: true, text: say("doorCall"),
    on: { click: visit, focusin: come, blur: () => setTimeout(callOut) } });
  const call = el("div", { class: "pill-rail door-call", "data-side": "above" }, caller);

  async function knock({ passphrase }) {
    try {
      await door.knock(passphrase);
    } finally {
      arriving = false;
      // What went wrong is told in the form, which is to be there by then.
      update();
    }
  }

  function update() {
    const hidden = !door.shut || arriving;
    if (dom.hidden === hidden) return;
    const followed = dom.contains(document.activeElement) || document.activeElement === caller;
    setText(about, say(door.entered ? "doorAgain" : "doorText"));
    keepReadingPosition(/** @type {HTMLElement} */ (dom.parentElement), () => {
      dom.hidden = hidden;
      document.body.toggleAttribute("data-shut", !hidden && !door.entered);
    });
    callOut();
    if (!hidden) return alert(say("doorHeard"));
    form.clear();
    if (followed) leave();
  }

  function come({ relatedTarget }) {
    if (door.entered && relatedTarget && !dom.contains(relatedTarget) && relatedTarget !== caller) from = relatedTarget;
  }

  function leave() {
    from?.focus();
    if (document.activeElement !== from) refuge();
    from = null;
  }

  /** Shows the way to the form while that is out of sight. */
  function callOut() {
    caller.hidden = dom.hidden || (inView && document.activeElement !== caller);
  }

  function visit() {
    bringIntoView(dom, "center");
    field.input.focus({ preventScroll: true });
  }

  new IntersectionObserver(entries => {
    inView = entries.at(-1)?.isIntersecting ?? true;
    callOut();
  }).observe(field.input);
  door.onChange(update);
  return {
    dom, call,

    /** Tries the phrase of a join link, unless this device is in already. @param {string} phrase */
    async arrive(phrase) {
      arriving = true;
      const { admitted } = await door.look().catch(() => ({ admitted: false }));
      arriving = !admitted;
      if (admitted) return;
      field.value = phrase;
      form.send();
    },
  };
}

/** @param {import("../request.js").ApiError} error @returns {ReturnType<typeof explain>} */
function explainKnock(error) {
  if (problemOf(error) === "wrong-passphrase") {
    return { text: say("errorPassphrase"), field: "passphrase", again: false };
  }
  if (error.status === 429) return { text: say("errorTries", { time: soon(error.wait) }), field: "", again: true };
  return explainAt("")(error);
}
