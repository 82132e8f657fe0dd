// @ts-check
import { el, setText } from "../dom.js";
import { say, timeOfDay } from "../words.js";
import { createDeed } from "./deed.js";
import { explainAt, explainDeed } from "./explain.js";
import { createWay, shortField } from "./way.js";

/** Asking for a name of which no device is left, until two members have vouched. @param {{desk: any}} options */
export function createLost({ desk }) {
  const { api, device, clock, alert } = desk;
  /** @type {import("../device_api.js").Waiting | null} */
  let waiting = null;
  let timer = null;
  const way = createWay({ id: "lost", heading: "lostHeading", about: "lostText", desk, form: {
    fields: [shortField("name", "lostNameLabel", "errorLostName")],
    submit: say("lostSend"),
    send: async ({ name }) => {
      const asked = await api.waitFor(name);
      await device.load().catch(() => {});
      return asked;
    },
    done: ({ words: said }) => {
      desk.saved(say("wordsAre", { words: said }));
      words.focus();
    },
    explainFirst: explainAt("name"),
  } });
  const about = el("p");
  const words = el("p", { class: "two-words", tabindex: -1 });
  const until = el("p", { class: "card-note" });
  const stop = createDeed({ text: say("stopWaiting"), look: "plain", alert,
    explain: error => explainDeed("errorNotDone", error), act: () => api.stopWaiting(),
    done: async () => {
      await device.load().catch(() => {});
      way.tell(say("stoppedWaiting"));
      way.form.focus();
    } });
  const asking = el("div", { class: "adding", hidden: true }, about, words, until, stop.dom, stop.failure);
  way.form.dom.before(asking);

  function update() {
    const was = waiting;
    waiting = device.waiting;
    clock.clearTimeout(timer);
    asking.hidden = !waiting;
    way.form.dom.hidden = way.intro.hidden = Boolean(waiting);
    if (waiting) {
      way.tell("");
      setText(about, say("waitingFor", { name: waiting.name }));
      setText(words, waiting.words);
      setText(until, say("waitingUntil", { time: timeOfDay(waiting.until) }));
      timer = clock.setTimeout(device.refresh, Math.max(1000, Date.parse(waiting.until) - clock.now() + 1000));
    } else if (was && device.holds(was.name)) {
      desk.become(was.name);
      way.tell(say("gotBack", { name: was.name }));
    }
  }

  update();
  device.onChange(update);
  return way;
}
