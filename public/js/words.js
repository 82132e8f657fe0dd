// @ts-check
import { en } from "./words/en.js";

let catalogue = en;
let locale = variantOf("en");
let plurals = new Intl.PluralRules(locale);
let numbers = new Intl.NumberFormat(locale);
/** Of times, by what they are made of. @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** To make a format takes much longer than to use it. @param {Intl.DateTimeFormatOptions} options */
function format(date, options) {
  const key = `${locale} ${JSON.stringify(options)}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, options));
  return /** @type {Intl.DateTimeFormat} */ (formats.get(key)).format(date);
}

/** @param {import("./languages.js").Language} language */
export function speak({ words, tag }) {
  catalogue = words;
  locale = variantOf(tag);
  plurals = new Intl.PluralRules(locale);
  numbers = new Intl.NumberFormat(locale);
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
    return typeof value === "number" ? numbers.format(value) : isolated(String(value));
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
  return format(date, { day: "numeric", month: "short", year, hour: "numeric", minute: "2-digit" });
}

/** The day in words, as a heading. @param {string | number} instant @param {number} [now] */
export function dayOf(instant, now = Date.now()) {
  const date = new Date(instant);
  const before = new Date(now);
  if (date.toDateString() === before.toDateString()) return say("today");
  before.setDate(before.getDate() - 1);
  if (date.toDateString() === before.toDateString()) return say("yesterday");
  const year = date.getFullYear() === new Date(now).getFullYear() ? undefined : "numeric";
  return format(date, { weekday: "long", day: "numeric", month: "long", year });
}

/** @param {string | number} instant */
export const exactly = instant => format(new Date(instant), { dateStyle: "full", timeStyle: "medium" });

/** @param {string | number} instant */
export const timeOfDay = instant => format(new Date(instant), { hour: "numeric", minute: "2-digit" });

/** How long that is from now, roughly. @param {number} seconds */
export const soon = seconds => seconds < 90
  ? say("seconds", { count: Math.max(1, Math.ceil(seconds)) }) : say("minutes", { count: Math.ceil(seconds / 60) });

const lists = () => new Intl.ListFormat(locale, { style: "long", type: "conjunction" });

/** @param {string[]} items */
export const listed = items => lists().format(items);

/** The same, of what is shown otherwise than as text, with the texts in between.
 *  @template T @param {T[]} items @returns {(T | string)[]} */
export function listedParts(items) {
  const rest = [...items];
  return lists().formatToParts(items.map(String)).map(({ type, value }) => type === "element"
    ? /** @type {T} */ (rest.shift()) : value);
}
