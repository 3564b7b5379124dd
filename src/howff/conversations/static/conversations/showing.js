// What a phone shows: the prompts, one's own answers, the results, and the state of the line.
import { html, paint } from "./html.js";
import { form, inWords, questions, statement, takesSeveral } from "./kinds.js";
import { results } from "./results.js";
import { answered, app, boot, canSee, hasDraft, isOpen, lastValue, listed, nextStatement, outbox, prompt, saved, say, settle, spoken, state, supported, waitingTexts } from "./state.js";

const skew = Date.parse(boot.now) - Date.now();

/** Paint everything anew; what did not change stays as it is. */
export function draw() {
  settle();
  const one = prompt(state.at);
  const lost = paint(app, html`${notice()}${steps()}${one ? question(one) : quiet()}`);
  if (lost) app.querySelector("[data-heading]")?.focus();
  document.getElementById("over").hidden = state.conversation.state !== "closed";
  tellLine();
  countRoom();
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
  const skippable = !takesSeveral(one) || spoken(one).length + waitingTexts(one).length === 0; // what was said stays
  const ask = () => form(one, state.drafts[one.id] ?? lastValue(one), skippable, tools);
  if (one.kind === "statements") {
    return html`${statement(one, nextStatement(one), say(answered(one) ? "no_more_statements" : "no_statements"), say)}${one.additions && html`<details class="more" id="more-${one.id}"><summary>${say("add_statement")}</summary>${ask()}</details>`}`;
  }
  if (takesSeveral(one) || state.editing === one.id || !answered(one)) return ask();
  return "";
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

export function tellLine() {
  const line = document.getElementById("line");
  const left = outbox.jobs.length;
  const kind = state.line === "away" ? "away" : left ? "waiting" : state.line;
  const words = kind === "away" ? (left ? say("away_kept", { n: left }) : say("away")) : say(kind === "here" ? "here" : left ? "sending" : "connecting");
  line.className = `state state-${kind}`;
  if (line.textContent !== words) line.textContent = words;
}

export function countRoom() {
  for (const room of app.querySelectorAll(".room")) {
    const left = room.dataset.longest - room.closest("form").elements.text.value.length;
    room.textContent = say("room", { n: left });
  }
}
