// The console looks again when something changed, and obeys single keys.

// An open drawer is left alone, so that what somebody is typing there stays.
htmx.config.morphSkip += ", details.editor[open]";

const place = document.getElementById("console");
const state = document.getElementById("live-state");
const look = () => document.dispatchEvent(new CustomEvent("console"));
let missed = false;

function say(live) {
  state.textContent = live ? "" : state.dataset.lost;
}

function follow() {
  const stream = new EventSource(place.dataset.stream);
  stream.onopen = () => say(true);
  stream.onerror = () => {
    say(false);
    if (stream.readyState === EventSource.CLOSED) setTimeout(follow, 5000);
  };
  stream.onmessage = () => {
    missed = document.hidden;
    if (!missed) look();
  };
}

document.addEventListener("visibilitychange", () => {
  if (missed && !document.hidden) look();
  if (!document.hidden) missed = false;
});

// What was sent is done with: its drawer closes, so that the list may show what became of it.
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  if (ctx.request.method === "GET" || ctx.response.status >= 400) return;
  ctx.sourceElement.closest("details.editor[open]")?.removeAttribute("open");
});

function countDown() {
  const timer = document.getElementById("timer");
  if (!timer) return;
  const left = Math.max(0, Math.round((new Date(timer.dataset.ends) - Date.now()) / 1000));
  timer.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  timer.classList.toggle("timer-over", left === 0);
}

const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
const keysOn = document.getElementById("keys-on");
keysOn.checked = localStorage.getItem("howff-keys") !== "off";
keysOn.addEventListener("change", () => {
  localStorage.setItem("howff-keys", keysOn.checked ? "on" : "off");
});

function step(by) {
  const voices = [...document.querySelectorAll("[data-voice]")];
  const here = voices.indexOf(document.activeElement.closest("[data-voice]"));
  const next = voices[Math.min(Math.max(here + by, 0), voices.length - 1)];
  next?.focus();
}

function press(key) {
  const inside = document.activeElement.closest("[data-voice]")?.querySelector(`[data-key="${key}"]`);
  const target = inside ?? document.querySelector(`[data-key="${key}"]:not([data-voice] *)`);
  if (!target) return false;
  if (inside && key !== "d") step(1);
  if (target.matches("input")) target.focus();
  else target.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (!keysOn.checked || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target) || document.querySelector("dialog[open]")) return;
  const key = event.key.toLowerCase();
  const undo = document.querySelector("#toasts form button");
  if (key === "j" || key === "k") step(key === "j" ? 1 : -1);
  else if (key === "u" && undo) undo.click();
  else if (!press(key)) return;
  event.preventDefault();
});

if (place) {
  follow();
  setInterval(countDown, 500);
}
