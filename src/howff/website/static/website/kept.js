// What is typed into `form[data-keep]` is kept on this device until the server has it. Where the
// line is down the form says so, and what was asked to be saved is sent once the line is back; but
// never by itself where the server could not tell that it had it before: `data-once`.
const APART = new Set(["csrfmiddlewaretoken", "counts"]);
const memory = new Map(); // Holds it where the browser keeps nothing, as in a private window.
const nameOf = (form) => `howff-kept:${location.pathname}:${form.dataset.keep}`;
const forms = () => document.querySelectorAll("form[data-keep]");
const typed = (form) => [...new FormData(form)].filter(([name]) => !APART.has(name));

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
  } catch {} // No space left: this page's memory has to do.
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
  const values = new Map(kept.fields);
  for (const field of form.elements) {
    if (/radio|checkbox/.test(field.type)) field.checked = kept.fields.some(([name, value]) => name === field.name && value === field.value);
    else if (values.has(field.name)) field.value = values.get(field.name);
  }
  form.closest("details")?.setAttribute("open", "");
  say(form, kept.asked ? "away" : "kept");
}

function catchUp() {
  const line = document.getElementById("line-down");
  if (line) line.textContent = navigator.onLine ? "" : line.dataset.away;
  for (const form of navigator.onLine ? forms() : []) {
    if (read(form)?.asked && !form.dataset.busy) form.requestSubmit();
  }
}

/** Hears of htmx's doings with a form that is kept, before the page tells of its troubles. */
function on(name, act) {
  document.addEventListener(name, (event) => {
    const form = event.detail.ctx?.sourceElement;
    if (form?.matches?.("form[data-keep]")) act(form, event, event.detail.ctx.response?.status);
  }, true);
}

function keep(form, fields, asked, how) {
  write(form, { fields, asked });
  say(form, how);
}
document.addEventListener("input", ({ target: { form } }) => form?.dataset.keep && keep(form, typed(form), false, "kept"));
on("htmx:before:request", (form) => (form.dataset.busy = JSON.stringify(typed(form))) && keep(form, typed(form), !("once" in form.dataset), "sending"));
on("htmx:finally:request", (form) => delete form.dataset.busy);
on("htmx:error", (form, event) => say(form, "away") ?? event.stopPropagation()); // Nothing is lost, so no alarm.
on("htmx:after:request", (form, _event, status) => {
  const fresh = typed(form).filter(([name]) => !/(revision|key)$/.test(name)); // The answer brings these.
  if (status >= 500) say(form, "away");
  else if (status >= 400) keep(form, status === 409 ? fresh : typed(form), false, "kept");
  else if (JSON.stringify(typed(form)) === form.dataset.busy) write(form, null);
  else keep(form, fresh, false, "kept"); // Typed while it was being sent.
});
document.addEventListener("htmx:after:swap", () => forms().forEach(restore));
for (const name of ["online", "offline"]) addEventListener(name, catchUp);
setInterval(catchUp, 4000);
forms().forEach(restore);
catchUp();
