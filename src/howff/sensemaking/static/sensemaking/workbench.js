// The workbench by hand: arrows and numbers on the keyboard, answers dragged to themes.

// An open drawer is left alone, so that what somebody is typing there stays.
htmx.config.morphSkip += ", details.editor[open]";

const keysOn = document.getElementById("keys-on");
const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
const all = () => [...document.querySelectorAll("[data-voice]")];

function step(by) {
  const voices = all();
  const here = voices.indexOf(document.activeElement.closest("[data-voice]"));
  voices[Math.min(Math.max(here + by, 0), voices.length - 1)]?.focus();
}

function send(answer, theme, does) {
  const choice = answer.querySelector("select[name=into]");
  const known = choice && [...choice.options].some((one) => one.value === theme);
  if (!known) return;
  choice.value = theme;
  if (answer.contains(document.activeElement)) step(1);
  answer.querySelector(`[data-does="${does}"]`).click();
}

document.addEventListener("keydown", (event) => {
  if (!keysOn?.checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const answer = document.activeElement.closest("[data-voice]");
  const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
  if (digit && answer) {
    const chosen = answer.querySelector("select[name=into]")?.options[Number(digit)];
    if (chosen) send(answer, chosen.value, event.shiftKey ? "also" : "move");
  } else if (answer && event.key === "ArrowDown") step(1);
  else if (answer && event.key === "ArrowUp") step(-1);
  else return;
  event.preventDefault();
});

let dragged = null;
const themeAt = (event) => dragged && event.target.closest?.("[data-theme]");

function mark(theme) {
  for (const one of document.querySelectorAll(".theme-over")) one.classList.remove("theme-over");
  theme?.classList.add("theme-over");
}

document.addEventListener("dragstart", (event) => {
  if (!event.target.matches?.(".handle")) return;
  dragged = event.target.closest("[data-voice]");
  dragged.classList.add("dragged");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id);
  event.dataTransfer.setDragImage(dragged, 8, 8);
});
document.addEventListener("dragover", (event) => {
  const theme = themeAt(event);
  if (theme) event.preventDefault();
  mark(theme);
});
document.addEventListener("drop", (event) => {
  const theme = themeAt(event);
  if (!theme) return;
  event.preventDefault();
  send(dragged, theme.dataset.theme, "move");
});
document.addEventListener("dragend", () => {
  dragged?.classList.remove("dragged");
  dragged = null;
  mark(null);
});

// A slider says how many themes each of its steps stands for.
function tell() {
  const slider = document.getElementById("level");
  if (slider) slider.setAttribute("aria-valuetext", slider.dataset.counts.split(",")[slider.value]);
}
document.addEventListener("input", (event) => event.target.id === "level" && tell());
tell();

// What was sent is done with: its drawer closes, so that the theme may show what became of it.
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  if (ctx.request.method === "GET" || ctx.response.status >= 400) return;
  ctx.sourceElement.closest("details.editor[open]")?.removeAttribute("open");
});
