// A participant's phone: what is asked now, one's answers, and an honest state of the line.
import { html, paint, speaker } from "./html.js";
import { form, inWords, questions, statement, takesSeveral, valueOf } from "./kinds.js";
import { newKey, Outbox } from "./outbox.js";
import { results, withTexts } from "./results.js";

const boot = JSON.parse(document.getElementById("boot").textContent);
const say = speaker(boot.texts);
const app = document.getElementById("app");
const skew = Date.parse(boot.now) - Date.now();
const state = { ...boot, at: null, chosen: false, version: 0, found: {}, failed: {}, drafts: {}, editing: null, line: "waiting", voted: new Set() };
const outbox = new Outbox(`howff:${boot.conversation.id}:${boot.token.slice(-12)}`, boot.token, told);
const outside = { stream: null, after: null, heard: Date.now(), later: {} };

// What there is to show

const prompt = (id) => state.prompts.find((one) => one.id === id);
const isOpen = (one) => one.state === "open" && (state.conversation.state === "open" || one.part === "follow_up");
const listed = () => state.prompts.filter((one) => isOpen(one) || (state.conversation.state === "open" && (one.shown || one.id === state.conversation.current) && one.state !== "waiting"));
const pending = (one) => outbox.jobs.filter((job) => job.prompt === one.id && job.mine);
const dropped = (id) => outbox.jobs.some((job) => job.path === `/api/v1/answers/${id}`);
const saved = (one) => (state.mine[one.id] ?? []).filter((row) => !dropped(row.id));
const spoken = (one) => saved(one).filter((row) => row.value === null || !row.item);
const supported = (one) => {
  const chosen = new Map(saved(one).filter((row) => row.item && row.value !== null).map((row) => [row.item, row.value === 1]));
  for (const { body } of pending(one)) if (body.value?.question) chosen.set(body.value.question, body.value.vote);
  return new Set([...chosen].filter(([, yes]) => yes).map(([id]) => id));
};
const waitingTexts = (one) => pending(one).filter((job) => !job.body.value?.question && !job.body.value?.statement);
const answered = (one) => saved(one).length + pending(one).length > 0;
const canSee = (one) => one.shown || (one.results === "after" && saved(one).length > 0);

function settle() {
  const list = listed();
  const here = list.some((one) => one.id === state.at);
  if (hasDraft(state.at) || (here && (state.chosen || isBusy()))) return;
  const { current } = state.conversation;
  const next = list.find((one) => one.id === current) ?? list.find((one) => isOpen(one) && !answered(one)) ?? list.at(-1);
  state.at = next?.id ?? null;
}

/** Whether somebody is in the middle of answering, so that nothing may move away under them. */
function isBusy() {
  return app.querySelector("form :checked") !== null || state.drafts[state.at] !== undefined || state.editing === state.at;
}

const hasDraft = (id) => typeof state.drafts[id] === "string";

// Showing it

function show() {
  settle();
  const one = prompt(state.at);
  const lost = paint(app, html`${notice()}${steps()}${one ? question(one) : quiet()}`);
  if (lost) app.querySelector("[data-heading]")?.focus();
  document.getElementById("over").hidden = state.conversation.state !== "closed";
  tellLine();
  countRoom();
  followAfter(one);
}

function notice() {
  const { message, current } = state.conversation;
  const fresh = current !== state.at && state.at && prompt(current) && isOpen(prompt(current)) && !answered(prompt(current));
  return html`<div id="message">${message && html`<div class="callout callout-warn"><p dir="auto">${message}</p></div>`}</div>
<div id="newer">${fresh && html`<button class="button button-quiet button-wide newer" data-do="go" data-prompt="${current}">${say("newer")}</button>`}</div>`;
}

function steps() {
  const list = listed();
  if (list.length < 2) return html`<nav id="steps" hidden></nav>`;
  return html`<nav id="steps" class="steps" aria-label="${say("questions")}">${list.map((one, index) => {
    const done = answered(one) ? "done" : isOpen(one) ? "open" : "closed";
    return html`<button id="step-${one.id}" class="step step-${done}" data-do="go" data-prompt="${one.id}"${one.id === state.at ? html` aria-current="step"` : ""}>${index + 1}<span class="unseen"> ${say(`step_${done}`)}</span></button>`;
  })}</nav>`;
}

function quiet() {
  if (state.conversation.state === "closed") return "";
  return html`<section class="quiet" id="quiet"><h2 data-heading tabindex="-1">${say("nothing")}</h2><p>${say("nothing_help")}</p></section>`;
}

function question(one) {
  return html`<section class="prompt" id="prompt-${one.id}" aria-labelledby="heading-${one.id}">
<h2 id="heading-${one.id}" data-heading tabindex="-1" dir="auto">${one.text}</h2>
${one.help && html`<p class="help" dir="auto">${one.help}</p>`}
<p class="timer soft" id="timer-${one.id}">${timeLeft(one)}</p>
${state.failed[one.id] && html`<div class="callout callout-bad" id="failed-${one.id}"><p>${say("failed")} ${state.failed[one.id]}</p></div>`}
${mine(one)}${asked(one)}${outcome(one)}${onwards(one)}</section>`;
}

function mine(one) {
  const rows = spoken(one), waiting = waitingTexts(one);
  if (rows.length + waiting.length === 0 || state.editing === one.id) return html`<div id="mine-${one.id}" hidden></div>`;
  const current = takesSeveral(one) || !waiting.length ? rows : [];
  return html`<div id="mine-${one.id}" class="mine">
${current.map((row) => html`<div class="said" id="said-${row.id}"><p dir="auto">${inWords(one, row, say)}</p>
<p class="row"><span class="sent">${say(row.state === "review" ? "in_review" : "sent")}</span>
${isOpen(one) && !takesSeveral(one) && html`<button class="button button-plain" data-do="edit" data-prompt="${one.id}">${say("change")}</button>`}
<button class="button button-plain" data-do="drop" data-prompt="${one.id}" data-answer="${row.id}">${say("take_back")}</button></p></div>`)}
${waiting.map((job) => html`<div class="said" id="job-${job.key}"><p dir="auto">${inWords(one, job.mine, say)}</p><p><span class="state state-waiting">${say(state.line === "here" ? "sending" : "kept")}</span></p></div>`)}</div>`;
}

function asked(one) {
  if (!isOpen(one)) return html`<p class="soft">${say("closed")}</p>${hasDraft(one.id) && html`<div class="said unsent"><p class="soft small">${say("unsent")}</p><p dir="auto">${state.drafts[one.id]}</p></div>`}`;
  const tools = { say, longest: boot.longest };
  const ask = () => form(one, state.drafts[one.id] ?? lastValue(one), tools);
  if (one.kind === "statements") {
    return html`${statement(one, nextStatement(one), say(answered(one) ? "no_more_statements" : "no_statements"), say)}${one.additions && html`<details class="more" id="more-${one.id}"><summary>${say("add_statement")}</summary>${ask()}</details>`}`;
  }
  if (takesSeveral(one) || state.editing === one.id || !answered(one)) return ask();
  return "";
}

const unseen = (one) => (state.statements[one.id] ?? []).filter((each) => !state.voted.has(each.id));
const nextStatement = (one) => unseen(one)[0];

function lastValue(one) {
  const row = takesSeveral(one) ? null : spoken(one).at(-1);
  return row && state.editing === one.id ? (row.value ?? row.text) : undefined;
}

function outcome(one) {
  const found = state.found[one.id];
  if (!canSee(one)) {
    return answered(one) && one.kind !== "text" ? html`<p class="soft small" id="later-${one.id}">${say("results_later")}</p>` : "";
  }
  if (!found?.people && !found?.items?.length) return "";
  const open = isOpen(one);
  const own = new Set(saved(one).map((row) => row.made));
  const list = one.kind === "questions" && found.items ? questions(one, found.items, { own, supported: supported(one), open }, say) : results(one, found, say);
  return list && html`<section class="outcome" id="outcome-${one.id}"><h3>${say(one.kind === "questions" ? "questions_so_far" : "results")}</h3>
<p class="soft small">${say("people_answered", { n: found.people })}</p>${list}</section>`;
}

function onwards(one) {
  const next = answered(one) && state.editing !== one.id && listed().find((each) => isOpen(each) && !answered(each) && each.id !== one.id);
  return html`<p id="onwards">${next && html`<button class="button button-quiet button-wide" data-do="go" data-prompt="${next.id}">${say("next")}</button>`}</p>`;
}

function timeLeft(one) {
  if (!one.ends_at || !isOpen(one)) return "";
  const minutes = (Date.parse(one.ends_at) - Date.now() - skew) / 60_000;
  if (minutes <= 0) return say("time_up");
  return minutes < 1 ? say("last_minute") : say("minutes", { n: Math.ceil(minutes) });
}

function tellLine() {
  const line = document.getElementById("line");
  const left = outbox.jobs.length;
  const kind = state.line === "away" ? "away" : left ? "waiting" : state.line;
  const words = kind === "away" ? (left ? say("away_kept", { n: left }) : say("away")) : say(kind === "here" ? "here" : left ? "sending" : "connecting");
  line.className = `state state-${kind}`;
  if (line.textContent !== words) line.textContent = words;
}

function countRoom() {
  for (const room of app.querySelectorAll(".room")) {
    const left = room.dataset.longest - room.closest("form").elements.text.value.length;
    room.textContent = say("room", { n: left });
  }
}

const announce = (words) => { document.getElementById("said").textContent = words; };

// Answering

app.addEventListener("submit", (event) => {
  event.preventDefault();
  const one = prompt(Number(event.target.dataset.prompt));
  if (!one) return event.target.submit();
  const skip = event.submitter?.name === "skip";
  const value = skip ? null : valueOf(one, event.target, state.drafts[one.id]);
  if (value === undefined) return complain(one);
  const row = skip ? { skipped: true } : typeof value === "string" ? { text: value } : { value };
  send(one, value, row, takesSeveral(one) && !skip ? "" : `one:${one.id}`);
  draft(one.id);
  state.editing = null;
  event.target.reset();
  show();
});

function send(one, value, row, slot) {
  one.sentAt = Date.now();
  delete state.failed[one.id];
  const key = newKey();
  outbox.add({ key, slot, prompt: one.id, method: "POST", path: "/api/v1/answers", body: { prompt: one.id, value, key }, mine: row });
}

function complain(one) {
  if (Date.now() - one.sentAt < 1000) return; // the second half of a double click
  const words = say(["choice", "choices", "rating"].includes(one.kind) ? "choose_first" : "write_first");
  document.getElementById(`trouble-${one.id}`).textContent = words;
}

/** What became of a job: kept, refused with a reason, or still waiting for the signal. */
function told(job, outcome) {
  if (outcome.waiting) state.line = outcome.offline ? "away" : state.line;
  else if (outcome.refused) refuse(job, outcome.refused);
  else keep(job, outcome.sent);
  show();
}

function keep({ prompt: id, method, path, body, mine: row }, sent) {
  if (state.line === "away") listen();
  const one = prompt(id), rows = (state.mine[id] ??= []);
  if (method === "DELETE") state.mine[id] = rows.filter((each) => path !== `/api/v1/answers/${each.id}`);
  else {
    const item = body.value?.statement ?? body.value?.question ?? null;
    state.mine[id] = [...rows.filter((each) => each.id !== sent.id), { item, value: null, text: "", ...row, id: sent.id }];
    if (!item) announce(say("sent"));
    document.getElementById("keep")?.remove();
  }
  if (method === "POST" && row?.text && (one?.kind === "questions" || one?.kind === "statements")) later("fetch", 300, refresh);
  if (one && canSee(one)) look(one.id, 0);
  if (one?.kind === "statements" && !outbox.jobs.length && unseen(one).length < 2) later("fetch", 0, refresh);
}

function refuse({ prompt: id, mine: row }, { code, message }) {
  if (code === "bad_token") return location.reload();
  state.failed[id] = message;
  if (typeof row?.text === "string") draft(id, row.text);
  announce(`${say("failed")} ${message}`);
  later("fetch", 0, refresh);
}

const deeds = {
  go(one) {
    if (!isOpen(prompt(state.at) ?? one)) draft(state.at);
    Object.assign(state, { at: one.id, chosen: one.id !== state.conversation.current, editing: null });
    show();
    app.querySelector("[data-heading]")?.focus();
  },
  edit(one) {
    state.editing = one.id;
    show();
    app.querySelector(".prompt form")?.querySelector("input:not([type=hidden]), textarea, button")?.focus();
  },
  drop(one, { answer }) {
    outbox.add({ key: newKey(), prompt: one.id, method: "DELETE", path: `/api/v1/answers/${answer}` });
    show();
  },
  vote(one, { item, vote }) {
    state.voted.add(Number(item));
    send(one, { statement: Number(item), vote }, { value: { agree: 1, pass: 0, disagree: -1 }[vote] }, `vote:${item}`);
    show();
    app.querySelector(".statement")?.focus();
  },
  support(one, { item }) {
    const vote = !supported(one).has(Number(item));
    for (const each of state.found[one.id]?.items ?? []) if (each.id === Number(item)) each.votes += vote ? 1 : -1;
    send(one, { question: Number(item), vote }, { value: vote ? 1 : 0 }, `vote:${item}`);
    show();
  },
  move(one, { option, by }, button) {
    const order = [...(state.drafts[one.id] ?? lastValue(one) ?? one.options.map((_label, index) => index))];
    const from = order.indexOf(Number(option)), to = from + Number(by);
    if (to < 0 || to >= order.length) return;
    [order[from], order[to]] = [order[to], order[from]];
    draft(one.id, order);
    show();
    document.getElementById(button.id)?.focus();
    announce(say("moved", { option: one.options[Number(option)], n: to + 1 }));
  },
};

app.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) deeds[button.dataset.do](prompt(Number(button.dataset.prompt)), button.dataset, button);
});
app.addEventListener("input", ({ target }) => {
  countRoom();
  if (target.name === "text") draft(Number(target.form.dataset.prompt), target.value.trim() ? target.value : undefined);
});

/** Remember what was begun, also if the phone puts this page to sleep. */
function draft(id, value) {
  if (value === undefined) delete state.drafts[id];
  else state.drafts[id] = value;
  try {
    sessionStorage.setItem(outbox.name, JSON.stringify(state.drafts));
  } catch { /* Then it lasts as long as this page. */ }
}

// Hearing of changes

function listen() {
  outside.stream?.close();
  outside.stream = new EventSource(boot.stream);
  outside.stream.onmessage = ({ data }) => heard(JSON.parse(data));
  outside.stream.onerror = () => {
    state.line = "away";
    if (outside.stream.readyState === EventSource.CLOSED) later("listen", 4000 + Math.random() * 4000, listen);
    tellLine();
  };
}

function heard(news) {
  outside.heard = Date.now();
  if (state.line !== "here") outbox.flush();
  state.line = "here";
  if (news.version < state.version) return;
  const { current, message } = state.conversation;
  state.version = news.version;
  if (news.structure > state.conversation.structure) later("fetch", Math.random() * 400, refresh);
  if (news.message && news.message !== message) announce(news.message);
  Object.assign(state.conversation, { state: news.state, current: news.current, message: news.message });
  if (news.current !== current) state.chosen = false;
  for (const part of news.prompts) learn(part);
  show();
}

function learn(part) {
  const one = prompt(part.id);
  if (!one) return;
  const news = part.answers !== one.answers;
  Object.assign(one, { state: part.state, ends_at: part.ends_at ?? null, answers: part.answers });
  if (news && one.kind === "statements" && one.id === state.at && !nextStatement(one)) later("statements", 2000 + Math.random() * 3000, refresh);
  if (!part.counts && !part.words && !part.items) return;
  const before = state.found[part.id];
  const items = part.items && withTexts(one.kind, part.items, before?.items);
  state.found[part.id] = { ...before, ...part, items };
  if (part.items && before?.look !== part.look) look(part.id, Math.random() * 1500);
}

/** Fetch a prompt's whole results: once, or again because its texts have changed. */
function look(id, pause) {
  later(`look:${id}`, pause, async () => {
    const found = await get(`/api/v1/prompts/${id}/results`);
    if (!found) return;
    state.found[id] = { ...found, look: state.found[id]?.look };
    show();
  });
}

/** The results that only those see who answered come by a stream of their own, while in view. */
function followAfter(one) {
  if (one && canSee(one) && !state.found[one.id]) look(one.id, Math.random() * 300);
  const address = one && !one.shown && canSee(one) ? state.found[one.id]?.stream : undefined;
  if (address === outside.after?.address) return;
  outside.after?.close();
  outside.after = address ? Object.assign(new EventSource(address), { address }) : null;
  if (outside.after) outside.after.onmessage = ({ data }) => { learn(JSON.parse(data)); show(); };
}

async function refresh() {
  const told = await get("/api/v1/prompts");
  if (!told) return later("fetch", 3000 + Math.random() * 3000, refresh);
  const before = state.at;
  Object.assign(state, told);
  for (const one of state.prompts) if (!canSee(one)) delete state.found[one.id];
  show();
  if (state.at !== before && prompt(state.at)) announce(`${say("new_question")} ${prompt(state.at).text}`);
}

async function get(path) {
  try {
    const reply = await fetch(path, { headers: { authorization: `Bearer ${boot.token}` } });
    if (reply.status === 401) location.reload();
    return reply.ok ? await reply.json() : null;
  } catch {
    return null;
  }
}

/** Do something in a while, once, however often it is asked for meanwhile. */
function later(name, pause, act) {
  outside.later[name] ??= setTimeout(() => {
    delete outside.later[name];
    act();
  }, pause);
}

/** After sleep or a lost signal: open the line anew, learn what changed, send what was kept. */
function wake() {
  if (document.visibilityState !== "visible") return;
  if (Date.now() - outside.heard > 15_000 || state.line !== "here") listen();
  later("fetch", Math.random() * 300, refresh);
  outbox.flush();
}

addEventListener("online", wake);
addEventListener("offline", () => { state.line = "away"; show(); });
document.addEventListener("visibilitychange", wake);
addEventListener("pageshow", (event) => event.persisted && wake());
setInterval(() => state.prompts.some((one) => one.ends_at) && show(), 10_000);
/** Take over what was begun in the plain forms before this script arrived; the one with focus. */
function adopt() {
  let typing;
  for (const plain of app.querySelectorAll("form")) {
    const one = prompt(Number(plain.elements.prompt?.value));
    const touched = [...plain.elements].some((each) => each.checked !== each.defaultChecked || ("defaultValue" in each && each.type !== "hidden" && each.value !== each.defaultValue));
    const value = one && touched && one.kind !== "ranking" ? valueOf(one, plain) : undefined;
    if (value === undefined) continue;
    draft(one.id, value);
    state.at = one.id;
    if (plain.contains(document.activeElement)) typing = one.id;
  }
  return typing;
}

try {
  Object.assign(state.drafts, JSON.parse(sessionStorage.getItem(outbox.name)));
} catch { /* Nothing was begun. */ }
const typing = adopt();
if (location.search) history.replaceState(null, "", location.pathname);
listen();
outbox.flush();
show();
if (typing) document.getElementById(`text-${typing}`)?.focus();
