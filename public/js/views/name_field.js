// @ts-check
import { button, el, phrase } from "../dom.js";
import { say } from "../words.js";
import { createField } from "./field.js";

/**
 * Who acts: a field when nobody has said so on this device yet; otherwise `acting`, a line that says
 * it and leads to the field.
 * @param {{name: string, person: ReturnType<typeof import("../person.js").createPerson>,
 *   device: ReturnType<typeof import("../device.js").createDevice>}} options
 */
export function createNameField({ name, person, device }) {
  const field = createField({ name, label: say("nameLabel"), hint: say("nameHint"), limit: 80,
    missing: say("errorName"), autocomplete: "name" });
  const offers = el("datalist", { id: `${field.input.id}-names` });
  field.dom.append(offers);
  const known = el("bdi", { class: "acting-name" });
  const change = button(say("changeName"), { click: () => ask(true) });
  const acting = el("p", { class: "acting" }, el("span", {}, ...phrase("actingAs", { name: known })), change);

  function ask(byPerson) {
    field.dom.hidden = false;
    acting.hidden = true;
    if (byPerson) {
      field.focus();
      field.input.select();
    }
  }

  function update() {
    // A name that is being typed here stays, whatever was said in another form.
    if (!field.dom.hidden && (field.value || field.dom.contains(document.activeElement))) return;
    settle();
  }

  function settle() {
    field.value = known.textContent = person.name;
    if (!person.name) return ask(false);
    field.dom.hidden = true;
    acting.hidden = false;
  }

  /** Who holds several names may choose among them. */
  function offer() {
    offers.replaceChildren(...device.names.map(held => el("option", { value: held.name })));
    if (device.names.length > 1) field.input.setAttribute("list", offers.id);
    else field.input.removeAttribute("list");
    change.hidden = device.namesAreGiven;
  }

  settle();
  offer();
  person.onChange(update);
  device.onChange(offer);
  return {
    ...field, acting, update, settle,
    get value() { return field.value; },
    set value(value) { field.value = value; },
    showError(text, steps) {
      if (text) ask(false);
      field.showError(text, steps);
    },
  };
}
