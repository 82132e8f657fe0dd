// @ts-check
// What stands on the boards that pictures are taken of.
import { outsider } from "../support/browser.js";

/** A board as a group has it. */
const talks = [
  { title: "Sourdough without a schedule", presenter: "Ruth Okafor",
    summary: "A starter, flour, water and patience. I bring three doughs at different hours of their lives, so " +
      "you can feel what to look for instead of watching the clock.\nTimings for those who like them: " +
      "https://example.org/sourdough",
    comments: [["Bea", "Yes please! Does it work with rye, too?"],
      ["Ruth Okafor", "It does, the starter even prefers it. I can bring both.\nWho has a kitchen scale to lend?"],
      ["Tomás", "I have one that shows single grams."], ["Ingrid", "And I have an oven two doors away."]] },
  { title: "Unicycling for people who fall a lot", presenter: "Noor Haddad",
    summary: "We start along the wall of the gym and end, with luck, without it. I bring four unicycles of " +
      "different sizes and all the knee pads I own.\n\nWear shoes that cover the ankle.",
    comments: [["Tomás", "Is there an age limit? My daughter is nine and afraid of nothing."],
      ["Noor Haddad", "None. The smallest one is hers."],
      ["Ingrid", "I can lend two more helmets, and I want to watch first."]] },
  { title: "Five knots that hold, and one that lets go", presenter: "Tomás",
    summary: "A metre of rope for everybody. After an hour you will never buy a bungee cord again.",
    comments: [["Noor Haddad", "The one that lets go is the one I need."]] },
  { title: "Reading the night sky from a balcony", presenter: "Ingrid", summary: "", comments: [] },
];

/** @param {any} server */
export async function fillBoard(server, given = talks) {
  const board = outsider(server);
  for (const { title, presenter, summary, comments } of given) {
    await board.propose(title, summary, presenter);
    for (const [author, message] of comments) await board.write(title, message, author);
  }
  return board;
}

const long = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz";

/** What no layout has been made for. */
const odd = [
  { title: "Everything I wish somebody had told me before I took over the allotment with the crooked shed, the " +
    "wasps and the pear tree that everybody has an opinion about", presenter: "Wolfeschlegelsteinhausenbergerdorff",
  summary: `${long}${long}\nhttps://example.org/${"a-very-long-address/".repeat(12)}`, comments: [
    ["A".repeat(60), `${long}${long}`], ["Bo", "Short."]] },
  { title: `${long}${long}`, presenter: "Bo", summary: "", comments: [] },
  { title: "كيف نخبز خبز العجين المخمر في البيت", presenter: "ليلى", summary: "دقيق وماء وملح وصبر.\nخبز كل يوم سبت.",
    comments: [["דוד", "אפשר להביא חבר?"], ["Ana", "نعم! Yes, of course."]] },
  { title: "Proofs with pictures", presenter: "Ada", summary: Array.from({ length: 30 }, (_, index) =>
    `${index + 1}. A proof that fits on a napkin, and the story of whose napkin that was.`).join("\n"),
  comments: Array.from({ length: 24 }, (_, index) => [["Grace", "Emmy", "Sofya"][index % 3],
    ["Which one is the shortest?", "The third, I think.", "Could we have the one about the chessboard, which my " +
      "grandfather told me and of which I have forgotten all but the ending?"][index % 3]]) },
];

/** @param {any} server */
export const fillOddly = server => fillBoard(server, odd);

export const titles = talks.map(({ title }) => title);
