// @ts-check
// A client that says to its server what the one published with the book says, and knows nothing of
// devices, cookies, versions or problems. It draws everything anew whenever anything has changed.
"use strict";

let user = localStorage.getItem("userName") || "Anon";
const list = make("div");

/** An element with these properties and children. */
function make(type, properties = {}, ...children) {
  const dom = Object.assign(document.createElement(type), properties);
  dom.append(...children);
  return dom;
}

/** A form that tells what was typed into its inputs of one line, and is empty again. */
function form(told, ...children) {
  return make("form", {
    onsubmit(event) {
      event.preventDefault();
      told(...[...event.target.querySelectorAll("input")].map(input => input.value));
      event.target.reset();
    },
  }, ...children);
}

async function ask(path, options) {
  const response = await fetch(path, options);
  if (response.status >= 400) throw new Error(response.statusText);
  return response;
}

function write(method, path, value) {
  const options = value
    ? { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(value) }
    : { method };
  ask(path, options).catch(error => alert(String(error)));
}

const pathOf = title => `talks/${encodeURIComponent(title)}`;

const draw = ({ title, presenter, summary, comments }) => make("section", { className: "talk" },
  make("h2", {}, title, " ",
    make("button", { type: "button", onclick: () => write("DELETE", pathOf(title)) }, "Delete")),
  make("div", {}, "by ", make("strong", {}, presenter)),
  make("p", {}, summary),
  ...comments.map(({ author, message }) =>
    make("p", { className: "comment" }, make("strong", {}, author), ": ", message)),
  form(message => write("POST", `${pathOf(title)}/comments`, { author: user, message }),
    make("input", { name: "comment" }), make("button", {}, "Add comment")));

async function follow() {
  let tag = null;
  for (;;) {
    try {
      const response = await ask("/talks", { headers: tag ? { "If-None-Match": tag, Prefer: "wait=90" } : {} });
      if (response.status === 304) continue;
      tag = response.headers.get("ETag");
      list.replaceChildren(...(await response.json()).map(draw));
    } catch {
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  }
}

document.body.append(
  make("label", {}, "Your name: ", make("input", {
    value: user,
    onchange(event) {
      user = event.target.value;
      localStorage.setItem("userName", user);
    },
  })),
  list,
  form((title, summary) => write("PUT", pathOf(title), { presenter: user, summary }),
    make("label", {}, "Title: ", make("input")), make("label", {}, "Summary: ", make("input")),
    make("button", {}, "Submit")));

follow();
