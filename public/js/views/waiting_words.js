// @ts-check
import { isPending } from "../outbox_entries.js";
import { moment, say } from "../words.js";
import { explainSent } from "./explain.js";
import { stepsFor } from "./next_steps.js";

/** @typedef {import("../outbox_entries.js").Entry} Entry */

/** @type {Record<string, any>} */
const states = { waiting: "stateWaiting", sending: "stateSending", saved: "stateSaved", refused: "stateRefused",
  old: "stateOld" };

/** Where it stands, in a word or two. @param {Entry} entry */
export const stateOf = ({ state }) => say(states[state] ?? "stateWaiting");

/** What it is called when one has to tell it from others. @param {Entry} entry */
export function nameOf({ values }) {
  const words = values.title ?? values.message;
  return words.length > 40 ? `${words.slice(0, 39).trimEnd()}…` : words;
}

/** All its words, to be copied. @param {Entry} entry */
export const wordsOf = ({ kind, values }) => values.message
  ?? [values.title, kind === "edit" ? values.presenter : "", values.summary].filter(Boolean).join("\n\n");

function whyItWaits({ problem, waits }) {
  if (waits) return say("waitsTalk");
  if (!problem) return "";
  if (problem.kind === "network") return say("waitsNetwork");
  if (problem.kind === "closed") return say("waitsClosed");
  return say(problem.status === 429 ? "waitsTooMany" : "waitsUnavailable");
}

/**
 * Why it is not saved, and what can be done about it.
 * @param {Entry} entry @param {{waits: boolean, lasts: boolean}} how  `waits` for another to be sent first, and
 *   `lasts` until the page is opened again
 * @returns {(Node | string)[]}
 */
export function reasonOf(entry, { waits, lasts }) {
  const { kind, state, problem, made } = entry;
  if (state === "refused") return [explainSent(kind, problem).text, ...stepsFor(problem, undefined)];
  if (state === "old") return [say("waitsOld", { time: moment(made) })];
  if (!isPending(entry)) return [];
  const why = [whyItWaits({ problem, waits }), lasts ? "" : say("waitsFleeting")].filter(Boolean).join(" ");
  return [why, ...problem?.kind === "closed" ? stepsFor(problem, undefined) : []];
}
