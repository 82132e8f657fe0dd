// @ts-check
// The process is killed at any moment. Whether a sync came before the answer cannot be seen this
// way: see power_cut.test.js.
import { test } from "node:test";
import { crashAgainAndAgain } from "../support/crash_rounds.js";

test("nothing acknowledged is lost, and nothing done twice, however the process ends",
  context => crashAgainAndAgain(context, {}));
