// A participant's phone: answers go out, news comes in, and the line heals by itself.
import { takesSeveral, valueOf } from "./kinds.js";
import { newKey } from "./outbox.js";
import { withTexts } from "./results.js";
import { countRoom, draw, tellLine } from "./showing.js";
import { answered, app, boot, canSee, draft, isOpen, lastValue, nextStatement, outbox, prompt, say, state, supported, unseen } from "./state.js";

const outside = { stream: null, after: null, heard: Date.now(), kept: 0, later: {} };

outbox.told = told;

function show() {
  draw();
  followAfter(prompt(state.at));
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
  outside.kept += 1;
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

// Hearing of changes

function listen() {
  outside.stream?.close();
  hangUp();
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
  hangUp();
  if (!address) return;
  const after = (outside.after = Object.assign(new EventSource(address), { address }));
  after.onmessage = ({ data }) => { learn(JSON.parse(data)); show(); };
  after.onerror = () => {
    if (after.readyState === EventSource.CLOSED) later("after", 4000 + Math.random() * 4000, reopen);
  };
}

/** After its line was cut for good: open the stream of results anew. */
function reopen() {
  if (outside.after?.readyState === EventSource.CLOSED) hangUp();
  show();
}

/** Let go of the stream of results; showing the prompt again opens it anew. */
function hangUp() {
  outside.after?.close();
  outside.after = null;
}

async function refresh() {
  const { kept } = outside;
  const told = await get("/api/v1/prompts");
  if (!told) return later("fetch", 3000 + Math.random() * 3000, refresh);
  if (kept !== outside.kept) return later("fetch", 200, refresh); // told before the latest answer was kept
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
  reopen();
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

const typing = adopt();
if (location.search) history.replaceState(null, "", location.pathname);
listen();
outbox.flush();
show();
if (typing) document.getElementById(`text-${typing}`)?.focus();
