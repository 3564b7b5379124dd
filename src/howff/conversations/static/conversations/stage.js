// The stage: what the whole room looks at, kept fresh by the stream and run from the keyboard.
import { Cloud } from "./cloud.js";
import { html, paint, speaker } from "./html.js";
import { results, withTexts } from "./results.js";

const boot = JSON.parse(document.getElementById("boot").textContent);
const say = speaker(boot.texts);
const part = (id) => document.getElementById(id);
const cloud = new Cloud(part("cloud"));
const skew = Date.parse(boot.now) - Date.now();
const state = { ...boot, at: boot.conversation.current, version: 0, found: new Map(), asList: false, away: false, order: { at: 0, ids: [] } };
const spoken = { at: 0, words: "", timer: 0 };

const asked = () => state.prompts.filter((one) => one.part !== "follow_up"); // a survey is for phones, days later
const place = () => asked().findIndex((one) => one.id === state.at);
const here = () => state.prompts.find((one) => one.id === state.at);
const isOver = () => state.conversation.state === "closed";
const facing = () => here() ?? (isOver() ? undefined : asked()[0]);

function take({ stage, conversation, prompts }) {
  Object.assign(state, { prompts, conversation, people: stage.people });
  state.version = Math.max(state.version, stage.version);
  for (const one of stage.prompts) state.found.set(one.id, { ...one, look: state.found.get(one.id)?.look });
  if (conversation.current || isOver()) state.at = conversation.current;
  document.dispatchEvent(new Event("restaged"));
}

function show() {
  const one = here(), found = one && state.found.get(one.id);
  part("people").textContent = say("people_here", { n: state.people });
  part("trouble").textContent = state.away ? say("away") : "";
  document.body.classList.toggle("no-prompt", !one);
  part("join").hidden = !one && isOver();
  paint(part("prompt"), one ? heading(one, found) : html`<h1>${say(isOver() ? "over" : "welcome")}</h1>`);
  const visible = one?.shown && found;
  const drawn = visible && found.words?.length && !state.asList;
  part("cloud").hidden = !drawn;
  if (drawn) cloud.show(found.words.slice(0, 30));
  paint(part("shown"), one ? body(one, found, visible, drawn) : html``);
  part("next-step").textContent = say(`step_${nextStep(facing())}`);
  part("reveal").textContent = say(one?.shown ? "hide" : "reveal");
  part("reveal").hidden = !one || one.results === "live";
  showGround(one);
  announce(one, found, visible);
}

/** In place of the votes, what people agree on and a map of it; making sense draws that. */
function showGround(one) {
  const slot = part("ground"), votes = Boolean(slot) && one?.kind === "statements", on = votes && state.ground;
  part("map").hidden = !votes;
  part("map").textContent = say(on ? "votes_here" : "map");
  part("shown").hidden = on;
  if (slot) slot.hidden = !on;
  if (!on || slot.dataset.prompt === String(one.id)) return;
  slot.dataset.prompt = one.id;
  htmx.ajax("GET", slot.dataset.address.replace("/0/", `/${one.id}/`), { target: slot, swap: "innerHTML" });
}

function heading(one, found) {
  const length = one.text.length > 90 ? "long" : "short";
  return html`<p class="stage-place">${place() >= 0 && `${say("prompt_of", { n: place() + 1, all: asked().length })} · `}${say(`state_${one.state}`)}<span class="stage-timer">${timeLeft(one)}</span></p>
<h1 class="${length}" dir="auto">${one.text}</h1><p class="stage-answered"><strong>${found?.people ?? 0}</strong> ${say("answered", { n: found?.people ?? 0 }).replace(/^\d+ /, "")}</p>`;
}

function body(one, found, visible, drawn) {
  if (!visible) return one.kind === "text" || one.state === "waiting" ? html`` : html`<p class="stage-hidden soft">${say("hidden")}</p>`;
  if (one.kind === "questions") return questions(found.items ?? []);
  const list = results(one, found, say);
  return drawn ? html`<div class="unseen">${list}</div>` : html`<div class="stage-results kind-of-${one.kind}">${list}</div>`;
}

function questions(items) {
  if (!items.length) return html`<p class="stage-hidden soft">${say("no_items")}</p>`;
  return html`<ol class="stage-questions">${inOrder(items).map((one) => html`<li id="q${one.id}" class="${one.state === "answered" ? "faded" : ""}">
<span class="stage-votes">${one.votes}<span class="unseen"> ${say("votes_short", { n: one.votes })}</span></span><div><p dir="auto" lang="${one.language}">${one.text}</p>
<p class="soft small">${[one.pinned && say("pinned"), one.label, one.state === "answered" && say("reply")].filter(Boolean).join(" · ")}</p></div></li>`)}</ol>`;
}

/** Pinned first, answered last, else by votes; moved at most every five seconds, so that people can read. */
function inOrder(items) {
  const { order } = state;
  if (items.some((one) => !order.ids.includes(one.id)) || Date.now() - order.at > 5000) {
    const rank = (one) => [one.state === "answered" ? 1 : 0, one.pinned ? 0 : 1, -one.votes, one.id];
    const sorted = [...items].sort((one, other) => {
      const there = rank(other);
      return rank(one).map((value, index) => value - there[index]).find(Boolean) ?? 0;
    });
    Object.assign(order, { at: Date.now(), ids: sorted.map((one) => one.id) });
  }
  return [...items].sort((one, other) => order.ids.indexOf(one.id) - order.ids.indexOf(other.id)).slice(0, 12);
}

function timeLeft(one) {
  if (!one.ends_at || one.state !== "open") return "";
  const seconds = Math.round((Date.parse(one.ends_at) - Date.now() - skew) / 1000);
  if (seconds <= 0) return ` · ${say("time_up")}`;
  return ` · ${say("minutes", { minutes: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` })}`;
}

/** Say what changed, politely and at most every ten seconds. */
function announce(one, found, visible) {
  if (!one || !found) return;
  const best = visible && (found.words ?? []).slice(0, 3).map(([word, n]) => `${word} ${n}`).join(", ");
  const words = `${one.text} ${best ? say("live_summary", { n: found.people, words: best }) : say("live_count", { n: found.people })}`;
  if (words === spoken.words) return;
  clearTimeout(spoken.timer);
  spoken.timer = setTimeout(() => {
    Object.assign(spoken, { at: Date.now(), words });
    part("said").textContent = words;
  }, Math.max(500, spoken.at + 10_000 - Date.now()));
}

// Running it

function nextStep(one) {
  if (!one || one.state === "waiting") return isOver() ? "next" : "open";
  if (one.state === "open") return "close";
  if (!one.shown) return "reveal";
  return asked().indexOf(one) + 1 < asked().length && one.part !== "follow_up" ? "next" : "again";
}

async function run(action, one) {
  if (!one) return;
  state.at = one.id;
  const headers = { "content-type": "application/json", "x-csrftoken": document.querySelector("meta[name=csrf]").content };
  try {
    const reply = await fetch(boot.run, { method: "POST", headers, body: JSON.stringify({ action, prompt: one.id }) });
    const told = await reply.json();
    if (!reply.ok) return void (part("trouble").textContent = told.error.message);
    take(told);
    show();
  } catch {
    part("trouble").textContent = say("away");
  }
}

const step = () => {
  const one = facing(), next = nextStep(one);
  return next === "next" ? go(1) : run(next === "again" ? "open" : next, one);
};
const go = (by) => run("show", asked()[place() + by]);

const keys = {
  " ": step,
  ArrowRight: () => go(1), ArrowLeft: () => place() > 0 && go(-1), PageDown: () => go(1), PageUp: () => place() > 0 && go(-1),
  r: () => here() && run(here().shown ? "hide" : "reveal", here()),
  l: () => { state.asList = !state.asList; show(); },
  m: () => { state.ground = !state.ground; show(); },
  q: () => document.body.classList.toggle("big-code"),
  f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()),
  "?": () => part("keys").showModal(),
  Escape: () => document.body.classList.remove("big-code"),
};

addEventListener("keydown", (event) => {
  const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  const isButton = event.target.closest("button") && [" ", "Enter"].includes(event.key);
  if (!act || event.ctrlKey || event.metaKey || event.altKey || event.repeat || isButton || part("keys").open) return;
  event.preventDefault();
  act();
});
document.querySelector(".stage-keys").addEventListener("click", ({ target }) => {
  keys[target.closest("[data-key]")?.dataset.key]?.();
});

// Hearing of changes

async function refresh() {
  try {
    const reply = await fetch(boot.data);
    if (reply.ok) take(await reply.json());
    show();
  } catch { /* The stream will say when the line is back. */ }
}

function later(pause) {
  clearTimeout(state.fetching);
  state.fetching = setTimeout(refresh, pause);
}

function heard(news) {
  state.away = false;
  if (news.version < state.version) return;
  let stale = news.structure > state.conversation.structure;
  Object.assign(state, { version: news.version, people: news.people });
  for (const fresh of news.prompts) {
    const before = state.found.get(fresh.id), kind = state.prompts.find((one) => one.id === fresh.id)?.kind;
    stale ||= fresh.look !== undefined && fresh.look !== before?.look;
    state.found.set(fresh.id, { ...before, ...fresh, ...(fresh.items && { items: withTexts(kind, fresh.items, before?.items) }) });
  }
  if (stale) later(100);
  show();
}

function listen() {
  const stream = new EventSource(boot.stream);
  stream.onmessage = ({ data }) => heard(JSON.parse(data));
  stream.onerror = () => {
    state.away = true;
    show();
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 4000);
  };
}

take(boot);
document.fonts.ready.then(show);
setInterval(() => here()?.ends_at && show(), 1000);
listen();
