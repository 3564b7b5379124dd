// The console looks again when something changed.

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

// A look that was asked for before another prompt was chosen would bring the old one back.
place.addEventListener("htmx:before:swap", (event) => {
  const asked = new URL(event.detail.ctx.request.action, location.href).searchParams.get("prompt");
  if (event.target !== place || asked === document.getElementById("looking").value) return;
  event.preventDefault();
  look();
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

follow();
setInterval(countDown, 500);
