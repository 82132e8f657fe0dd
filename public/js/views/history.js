// @ts-check
import { historyAddress } from "../addresses.js";
import { byDay } from "../days.js";
import { el, phrase, setText } from "../dom.js";
import { createKeyedList } from "../keyed_list.js";
import { dayOf, say } from "../words.js";
import { createChangeView } from "./change.js";
import { createDeed } from "./deed.js";
import { explainReading } from "./explain.js";
import { bringIntoView } from "./reading_position.js";

/**
 * The entries by day, what they are filtered by, and the way to older and newer ones.
 * @param {{desk: any, list: ReturnType<typeof import("../history_list.js").createHistoryList>}} options
 */
export function createHistoryView({ desk: given, list }) {
  // Where the focus goes when what had it is gone.
  const desk = { ...given, refuge: () => dom.focus({ preventScroll: true }) };
  const { log, alert } = desk;
  const about = el("p", { class: "history-about", text: say("historyLoading") });
  const filter = createFilter(log.filter);
  const days = createKeyedList(el("div", { class: "days" }), {
    idOf: ({ day }) => day, create: day => createDay({ day, desk }) });
  const older = createDeed({ text: say("older"), look: "plain", alert, explain: explainReading,
    act: async () => {
      const { bottom } = list;
      await log.older();
      return bottom;
    },
    // What was read stands where the button was: the keyboard goes on from there.
    done: bottom => focus(list.entries().map(({ change }) => change.version).find(version => version < bottom)) });
  const newer = createDeed({ text: "", alert, explain: explainReading, act: () => log.reveal(), done: () => {
    focus(list.top, "center");
    newer.dom.hidden = !list.newer;
  } });
  newer.dom.className = "pill";
  const beginning = el("p", { class: "history-about", hidden: true, text: say("historyBeginning") });
  const rail = el("div", { class: "pill-rail", "data-side": "above" }, newer.dom);
  const dom = el("section", { class: "history", id: "changes", tabindex: -1, "aria-label": say("history"),
    on: { click: goTo } },
  filter.dom, rail, newer.failure, about, days.dom, older.failure,
  el("div", { class: "history-end" }, older.dom, beginning));
  older.dom.hidden = newer.dom.hidden = true;

  const heading = version => dom.querySelector(`[data-version="${version}"] h3`);

  /** Focus goes along, so that the keyboard goes on from there. */
  function focus(version, block = /** @type {"nearest" | "center"} */ ("nearest")) {
    const found = heading(version);
    if (!found) return;
    bringIntoView(found, block);
    found.focus({ preventScroll: true });
  }

  /** A link to a change that is on the page leads there, whatever it is filtered by. */
  function goTo(event) {
    const link = event.target.closest("a[data-change]");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || elsewhere || !heading(link.dataset.change)) return;
    event.preventDefault();
    focus(link.dataset.change, "center");
  }

  return {
    dom, focus,
    update() {
      const entries = list.entries();
      const filtered = log.filter.by || log.filter.talk || log.filter.device;
      setText(about, entries.length ? "" : say(filtered ? "historyEmptyFilter" : "historyEmpty"));
      about.hidden = entries.length > 0;
      filter.update(entries);
      days.update(byDay(entries));
      if (list.newer) {
        setText(newer.dom, say("newerChanges", { count: list.newer }));
        if (newer.dom.hidden) desk.saved(say("newerThere"));
      }
      newer.dom.hidden = !list.newer && document.activeElement !== newer.dom;
      older.dom.hidden = list.next === null;
      beginning.hidden = list.next !== null || !entries.length;
    },
  };
}

function createDay({ day: { entries: first }, desk }) {
  const [{ change }] = first;
  const heading = el("h2", { class: "day-name", id: `day-${change.version}`, text: dayOf(change.time) });
  const list = createKeyedList(el("ol", { class: "changes" }), {
    idOf: entry => String(entry.change.version), create: entry => createChangeView({ entry, desk }) });
  const update = ({ entries }) => list.update(entries);
  update({ entries: first });
  return { dom: el("section", { class: "day", "aria-labelledby": heading.id }, heading, list.dom), update };
}

/** What the history is filtered by; the title of a talk is known from its changes. */
function createFilter({ by, talk, device }) {
  const title = el("bdi", { class: "filter-name", text: say("aTalk") });
  const chip = (key, nodes, rest) => el("p", { class: "filter" }, el("span", {}, ...phrase(key, nodes)), " ",
    el("a", { href: historyAddress(rest), text: say("showAll") }));
  const dom = el("div", { class: "filters", hidden: !by && !talk && !device });
  if (by) dom.append(chip("onlyBy", { name: el("bdi", { class: "filter-name", text: by }) }, { talk, device }));
  if (talk) dom.append(chip("onlyOf", { title }, { by, device }));
  if (device) dom.append(chip("onlyFrom", {}, { by, talk }));
  return {
    dom,
    update(entries) {
      const step = entries.flatMap(({ change }) => change.steps).find(each => each.talk === talk && each.title);
      if (step) setText(title, step.title);
      document.title = say("historyTitle", { board: say("boardName"), what: by ? say("changesBy", { name: by })
        : talk ? say("changesOf", { title: title.textContent ?? "" }) : say(device ? "changesFrom" : "history") });
    },
  };
}
