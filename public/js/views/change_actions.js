// @ts-check
import { changeAddress } from "../addresses.js";
import { wordsTakenFrom } from "../describe.js";
import { nameOfJoining } from "../describe_names.js";
import { button, el, setLabel, setText, whenLeft } from "../dom.js";
import { isUndone } from "../history_list.js";
import { say } from "../words.js";
import { createDeed } from "./deed.js";
import { explainErasing, explainUndo } from "./explain.js";
import { createQuestion } from "./question.js";

/**
 * What can be done with a change: undo it, undo everything of its person since, erase for good what it
 * took away.
 * @param {object} options
 * @param {number} options.version
 * @param {any} options.desk
 * @param {HTMLElement} options.heading
 * @param {() => HTMLElement | null} options.stateLink  what stands for Undo when there is no Undo
 */
export function createChangeActions({ version, desk, heading, stateLink }) {
  const { log, device, alert } = desk;
  const { by, talk, device: from } = log.filter;
  let what = "";
  const undo = createDeed({ text: say("undo"), look: "plain", alert, explain: error => explainUndo(error, version),
    act: key => log.undo(version, key), done: () => desk.saved(say("undone", { what })) });
  const since = createDeed({ text: "", alert, explain: error => explainUndo(error),
    act: key => log.undoAll({ ...(from ? { device: from } : { by }), since: version - 1 }, key), done: tellSince });
  const told = el("p", { class: "change-told", hidden: true });
  const eraser = button(say("erase"), { click: () => question.ask() });
  const erasing = createDeed({ text: say("eraseNow"), look: "danger", alert, explain: explainErasing,
    act: key => log.purge(version, key), done: erased });
  const question = createQuestion({ text: say("eraseAsk"), opener: eraser, deed: erasing });
  const dom = el("div", { class: "change-deeds" }, undo.failure, since.dom, since.failure, told, question.dom);

  function tellSince({ version: made, undoes = [], left = [] }) {
    const words = [say("undidAll", { count: undoes.length }),
      left.length ? say("leftAll", { count: left.length }) : ""].filter(Boolean).join(" ");
    const link = el("a", { href: changeAddress(made), "data-change": made, text: say("seeChange") });
    told.replaceChildren(words, " ", link);
    told.hidden = false;
    desk.saved(words);
    if (followed) link.focus();
    followed = false;
  }

  function erased() {
    question.close();
    eraser.hidden = true;
    desk.saved(say("erased"));
    if (heading.isConnected) heading.focus();
    else desk.refuge();
  }

  /** The focus was on what went because of this page's own doing. */
  let followed = false;

  /** What has the focus goes when it is left, or at once when it has done what it is there for. */
  function offer(deed, offered) {
    deed.dom.dataset.offered = String(offered);
    if (offered) deed.dom.hidden = false;
    else if (!deed.busy) whenLeft(deed.dom, () => { deed.dom.hidden = deed.dom.dataset.offered === "false"; });
    else {
      followed ||= document.activeElement === deed.dom;
      deed.dom.hidden = true;
    }
  }

  /** Whose words the change took, and whether they can be erased as far as the history goes. */
  let taken = null;
  let erasable = false;

  function offerErasing() {
    const offered = erasable && device.holds(taken);
    if (!question.open) eraser.hidden = !offered;
    else if (!offered && !dom.contains(document.activeElement)) {
      question.close();
      eraser.hidden = true;
    }
  }

  /** Who was let in is shown out by the other devices of the name alone. */
  let joined = null;
  let undoable = false;
  const offerUndo = () => offer(undo, undoable && (!joined || device.holds(joined)));

  device.onChange(() => {
    offerErasing();
    offerUndo();
  });
  return {
    undo: undo.dom, eraser, dom,
    get erasing() { return erasing.busy; },
    /** @param {import("../history_list.js").Entry} entry @param {string} words  what happened */
    update(entry, words) {
      const { change, since: count } = entry;
      what = words;
      taken = wordsTakenFrom(change);
      erasable = Boolean(change.undo) && !isUndone(entry);
      setLabel(undo.dom, say("undoChange", { what }));
      undoable = Boolean(change.undo) && !change.in_the_way && !entry.over;
      joined = nameOfJoining(change);
      offerUndo();
      if (followed && undo.busy) {
        followed = false;
        (stateLink() ?? heading).focus();
      }
      setText(since.dom, from ? say("undoDeviceSince", { count }) : say("undoSince", { count, name: by }));
      offer(since, !talk && (from ? change.device === from : Boolean(by) && change.by === by) && count > 1);
      setLabel(eraser, say("eraseChange", { what }));
      offerErasing();
    },
  };
}
