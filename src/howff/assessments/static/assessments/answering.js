// Saves a form as somebody goes: only the principles that changed, one request at a time, and
// again until it has arrived. Without this, the form's own buttons do the same.

const form = document.getElementById("answers");
const state = form.querySelector("[data-state]");
const changed = new Set();
let [saving, stopped, timer, pause] = [null, false, 0, 1000];

function say(name, look) {
  state.textContent = state.dataset[name];
  state.className = `state state-${look}`;
}

function fields(sections, ahead = 0) {
  const data = new FormData();
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  data.set("revision", Number(form.elements.revision.value) + ahead);
  for (const section of sections) {
    for (const control of section.querySelectorAll("input, textarea")) {
      if (control.type !== "radio" || control.checked) data.append(control.name, control.value);
    }
  }
  return data;
}

async function send(sections) {
  const headers = { Accept: "application/json" };
  const body = fields(sections);
  // What is under way outlives the page, which browsers allow up to 64 kB.
  const keepalive = [...body.values()].join("").length < 20000;
  const answer = await fetch(form.action, { method: "POST", body, headers, keepalive });
  if (answer.ok) {
    form.elements.revision.value = (await answer.json()).revision;
    pause = 1000;
    return say("saved", "here");
  }
  if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
  stopped = true;
  return say(answer.status === 409 ? "conflict" : "wrong", "away");
}

async function save() {
  if (saving || stopped || changed.size === 0) return;
  const sections = [...changed];
  changed.clear();
  say("saving", "waiting");
  saving = send(sections).catch(() => {
    sections.forEach((section) => changed.add(section));
    say("away", "away");
    later((pause = Math.min(2 * pause, 30000)));
  });
  await saving;
  saving = null;
  if (pause === 1000) save();
}

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
}

form.addEventListener("input", (event) => {
  const section = event.target.closest(".asked");
  if (!section) return;
  changed.add(section);
  const rated = form.querySelectorAll(".rate:has(input:checked)").length;
  form.querySelector("[data-rated]").textContent = rated;
  form.querySelector("[data-progress]").value = rated;
  later(event.target.type === "radio" ? 150 : 1200);
});

form.addEventListener("submit", (event) => {
  const { submitter } = event;
  if (!saving) return changed.clear();
  event.preventDefault();
  return saving.then(() => form.requestSubmit(submitter));
});

window.addEventListener("online", () => later(0));
window.addEventListener("pagehide", () => {
  if (changed.size && !stopped) navigator.sendBeacon(form.action, fields(changed, saving ? 1 : 0));
});
