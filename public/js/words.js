// @ts-check
import { en } from "./words/en.js";

let catalogue = en;
let locale = variantOf("en");
let plurals = new Intl.PluralRules(locale);

/** @param {import("./languages.js").Language} language */
export function speak({ words, tag }) {
  catalogue = words;
  locale = variantOf(tag);
  plurals = new Intl.PluralRules(locale);
}

/** The person's own variant of a language, for how dates and numbers look. */
function variantOf(language) {
  const [base] = language.split("-");
  return globalThis.navigator?.languages?.find(each => each.startsWith(`${base}-`)) ?? language;
}

/**
 * What the page says for a key, with `{names}` replaced; of an entry with plural forms the one that
 * fits `values.count`.
 * @param {keyof typeof en} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function say(key, values = {}) {
  const entry = catalogue[key];
  const text = typeof entry === "string"
    ? entry : entry[plurals.select(Number(values.count))] ?? entry.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString(locale) : isolated(String(value));
  });
}

/** A name or title written from right to left must not turn the sentence around it. */
function isolated(text) {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(text) ? `\u2068${text}\u2069` : text;
}

/** @param {string | number} instant @param {number} [now] */
export function moment(instant, now = Date.now()) {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return "";
  const year = date.getFullYear() === new Date(now).getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(locale,
    { day: "numeric", month: "short", year, hour: "numeric", minute: "2-digit" }).format(date);
}

/** The day in words, as a heading. @param {string | number} instant @param {number} [now] */
export function dayOf(instant, now = Date.now()) {
  const date = new Date(instant);
  const before = new Date(now);
  if (date.toDateString() === before.toDateString()) return say("today");
  before.setDate(before.getDate() - 1);
  if (date.toDateString() === before.toDateString()) return say("yesterday");
  const year = date.getFullYear() === new Date(now).getFullYear() ? undefined : "numeric";
  return new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long", year }).format(date);
}

/** @param {string | number} instant */
export const exactly = instant =>
  new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "medium" }).format(new Date(instant));

/** @param {string | number} instant */
export const timeOfDay = instant =>
  new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" }).format(new Date(instant));

/** How long that is from now, roughly. @param {number} seconds */
export const soon = seconds => seconds < 90
  ? say("seconds", { count: Math.max(1, Math.ceil(seconds)) }) : say("minutes", { count: Math.ceil(seconds / 60) });

/** @param {string[]} items */
export const listed = items =>
  new Intl.ListFormat(locale, { style: "long", type: "conjunction" }).format(items);
