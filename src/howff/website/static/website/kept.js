// What is typed into `form[data-keep]` is kept on this device until the server has it. Where the
// line is down the form says so, and what was asked to be saved is sent once the line is back.

const PAUSE = 4000;
const APART = new Set(["csrfmiddlewaretoken", "counts"]);
const memory = new Map();
const nameOf = (form) => `howff-kept:${location.pathname}:${form.dataset.keep}`;
const forms = () => document.querySelectorAll("form[data-keep]");

function read(form) {
  try {
    return JSON.parse(localStorage.getItem(nameOf(form))) ?? memory.get(nameOf(form));
  } catch {
    return memory.get(nameOf(form));
  }
}

function write(form, kept) {
  memory.set(nameOf(form), kept);
  try {
    if (kept) localStorage.setItem(nameOf(form), JSON.stringify(kept));
    else localStorage.removeItem(nameOf(form));
  } catch {
    // A private window, or no space left: this page's memory has to do.
  }
}

function typed(form) {
  return [...new FormData(form)].filter(([name]) => !APART.has(name));
}

function say(form, how) {
  const line = form.querySelector("[data-line]");
  line.textContent = line.dataset[how];
  line.className = `state state-${how === "away" ? "away" : "waiting"}`;
}

function restore(form) {
  const kept = read(form);
  if (!kept || form.dataset.restored) return;
  form.dataset.restored = "yes";
  const given = new Map(kept.fields.map(([name, value]) => [`${name}=${value}`, value]));
  const values = new Map(kept.fields);
  for (const field of form.elements) {
    if (field.matches("[type=radio], [type=checkbox]")) field.checked = given.has(`${field.name}=${field.value}`);
    else if (values.has(field.name)) field.value = values.get(field.name);
  }
  form.closest("details")?.setAttribute("open", "");
  say(form, kept.asked ? "away" : "kept");
}

function sendAll() {
  for (const form of navigator.onLine ? forms() : []) {
    if (read(form)?.asked && !form.dataset.busy) form.requestSubmit();
  }
}

function tellLine() {
  const line = document.getElementById("line-down");
  if (line) line.textContent = navigator.onLine ? "" : line.dataset.away;
}

/** Hears of htmx's doings with a form that is kept, before the page's own troubles do. */
function on(name, act) {
  document.addEventListener(name, (event) => {
    const form = event.detail.ctx?.sourceElement;
    if (form?.matches?.("form[data-keep]")) act(form, event.detail.ctx, event);
  }, true);
}

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (!form?.dataset.keep) return;
  write(form, { fields: typed(form), asked: false });
  say(form, "kept");
});

on("htmx:before:request", (form) => {
  form.dataset.busy = "yes";
  write(form, { fields: typed(form), asked: true });
  say(form, "sending");
});

on("htmx:after:request", (form, { response }) => {
  if (response.status < 400) return write(form, null);
  if (response.status >= 500) return say(form, "away");
  const fields = typed(form).filter(([name]) => response.status !== 409 || !name.endsWith("revision"));
  write(form, { fields, asked: false });
  say(form, "kept");
});

on("htmx:error", (form, _ctx, event) => {
  event.stopPropagation(); // The form says it itself: nothing is lost.
  say(form, "away");
});

on("htmx:finally:request", (form) => delete form.dataset.busy);

document.addEventListener("htmx:after:swap", () => forms().forEach(restore));
addEventListener("online", () => (tellLine(), sendAll()));
addEventListener("offline", tellLine);
setInterval(sendAll, PAUSE);
tellLine();
forms().forEach(restore);
sendAll();
