// @ts-check
import { liveFeed } from "./feed.js";
import { epochOf } from "./tags.js";
import { followedBoard, nextBoard, unknownBoard } from "./state.js";

/** @typedef {import("./state.js").Board} Board */
/** `happened` is what made this board of the one before; null where that is not known.
 *  @typedef {{board: Board, happened: import("./changes_api.js").Change[] | null}} Turn */
/** @typedef {{turn: Turn | null, connection: import("./connection.js").Connection}} LiveState */

/**
 * The board as it changes. `turn` is null until something was read, and the same object when only the connection
 * changed.
 * @param {import("./feed.js").Following & {known?: Board}} options  `known` is one to go on from
 * @returns {AsyncGenerator<LiveState, void, void>}
 */
export async function* liveBoard({ known = unknownBoard, ...options }) {
  let board = known;

  /** @param {import("./feed.js").News} news @param {string} tag @returns {Turn} */
  function take({ changes, board: whole }, tag) {
    if (!whole && epochOf(tag) !== board.epoch) throw new Error("changes of another board");
    board = whole ? nextBoard(board, { talks: whole.talks, tag }) : followedBoard(board, changes, tag);
    return { board, happened: changes ?? null };
  }

  for await (const { news, connection } of liveFeed({ ...options, start: known.tag, take })) {
    yield { turn: news, connection };
  }
}
