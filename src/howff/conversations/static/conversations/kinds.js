// How each kind of prompt is asked on a phone.
import { html } from "./html.js";
import { labels } from "./results.js";

const SEVERAL = new Set(["statements", "questions"]);

/** Whether every new answer stands beside the others instead of replacing the one before. */
export const takesSeveral = (prompt) => prompt.several || SEVERAL.has(prompt.kind);

/** The form in which a prompt is answered; `draft` is what was begun, `skippable` whether one may pass. */
export function form(prompt, draft, skippable, { say, longest }) {
  const fields = FIELDS[prompt.kind](prompt, draft, { say, longest: longest[prompt.kind] });
  return html`<form class="flow" id="form-${prompt.id}" data-prompt="${prompt.id}" novalidate>${fields}
<p class="errorlist" id="trouble-${prompt.id}" role="alert"></p>
<div class="actions"><button class="button button-big">${say(prompt.kind === "questions" ? "ask" : "send")}</button>
${skippable && html`<button class="button button-plain" name="skip" value="1">${say("skip")}</button>`}</div></form>`;
}

/** What a form says: an answer's value, or undefined where nothing was chosen or written. */
export function valueOf(prompt, form, draft) {
  const given = new FormData(form);
  switch (prompt.kind) {
    case "choice": case "rating": return given.has("option") ? Number(given.get("option")) : undefined;
    case "choices": return given.getAll("option").map(Number).length ? given.getAll("option").map(Number) : undefined;
    case "ranking": return draft ?? prompt.options.map((_label, index) => index);
    default: return given.get("text").trim() || undefined;
  }
}

/** One's own answer in words. */
export function inWords(prompt, { value, text, skipped }, say) {
  if (skipped) return say("skipped");
  switch (prompt.kind) {
    case "choice": return prompt.options[value];
    case "choices": return value.map((one) => prompt.options[one]).join(", ");
    case "rating": return labels(prompt)[value - 1];
    case "ranking": return value.map((one, place) => `${place + 1}. ${prompt.options[one]}`).join("\n");
    default: return text;
  }
}

/** The statement to vote on next, or why there is none. */
export function statement(prompt, next, none, say) {
  if (!next) return html`<p class="soft" id="none-${prompt.id}">${none}</p>`;
  const button = (vote, look) =>
    html`<button class="button ${look}" data-do="vote" data-prompt="${prompt.id}" data-item="${next.id}" data-vote="${vote}">${say(vote)}</button>`;
  return html`<div class="ballot" id="ballot-${next.id}"><blockquote class="statement" dir="auto" lang="${next.language}" tabindex="-1">${next.text}</blockquote>
<div class="votes">${button("agree", "button-quiet")}${button("disagree", "button-quiet")}${button("pass", "button-quiet")}</div></div>`;
}

/** The questions of the audience, each with a button to want it answered. */
export function questions(prompt, items, { own, supported, open }, say) {
  return html`<ul class="items">${items.map((one) => {
    const mine = supported.has(one.id);
    const notes = [one.pinned && say("pinned"), one.label, own.has(one.id) && say("yours"), one.state === "answered" && say("answered")];
    return html`<li class="item${one.state === "answered" ? " faded" : ""}" id="q${one.id}"><div><p dir="auto" lang="${one.language}">${one.text}</p>
${notes.some(Boolean) && html`<p class="soft small">${notes.filter(Boolean).join(" · ")}</p>`}
${one.reply && html`<p class="reply" dir="auto">${one.reply}</p>`}</div>
<button class="support" data-do="support" data-prompt="${prompt.id}" data-item="${one.id}" aria-pressed="${mine}"${open ? "" : html` disabled`}><span aria-hidden="true">▲</span> ${one.votes}<span class="unseen"> ${say("support")}</span></button></li>`;
  })}</ul>`;
}

const option = (type, name, value, label, chosen) =>
  html`<label class="choice" dir="auto"><input type="${type}" name="${name}" value="${value}"${chosen ? html` checked` : ""}><span>${label}</span></label>`;

const legend = (prompt) => html`<legend class="unseen">${prompt.text}</legend>`;

function choose(type) {
  return (prompt, draft) => html`<fieldset class="choices">${legend(prompt)}${prompt.options.map((label, index) =>
    option(type, "option", index, label, [draft].flat().includes(index)))}</fieldset>`;
}

function rating(prompt, draft) {
  const named = labels(prompt);
  const row = prompt.options.length <= 2;
  return html`<fieldset class="choices rating${row ? " row-of-points" : ""}">${legend(prompt)}${named.map((label, index) =>
    option("radio", "option", index + 1, row ? html`${index + 1}<span class="unseen">${label.slice(1)}</span>` : label, draft === index + 1))}
${row && prompt.options.length === 2 && html`<p class="ends" aria-hidden="true"><span dir="auto">${prompt.options[0]}</span><span dir="auto">${prompt.options[1]}</span></p>`}</fieldset>`;
}

function ranking(prompt, draft, { say }) {
  const order = draft ?? prompt.options.map((_label, index) => index);
  const move = (option, by, sign, words) =>
    html`<button type="button" class="move" id="move-${prompt.id}-${option}-${by}" data-do="move" data-prompt="${prompt.id}" data-option="${option}" data-by="${by}" aria-label="${words}">${sign}</button>`;
  return html`<p class="help">${say("ranking_help")}</p><ol class="ranking">${order.map((one) =>
    html`<li id="rank-${prompt.id}-${one}"><span dir="auto">${prompt.options[one]}</span>${move(one, -1, "↑", say("up", { option: prompt.options[one] }))}${move(one, 1, "↓", say("down", { option: prompt.options[one] }))}</li>`)}</ol>`;
}

function words(prompt, draft, { say, longest }) {
  return html`<div class="field"><label for="text-${prompt.id}">${say("word")}</label><input id="text-${prompt.id}" name="text" maxlength="${longest}" value="${draft}" autocomplete="off" enterkeyhint="send" dir="auto"></div>`;
}

function text(name) {
  return (prompt, draft, { say, longest }) => html`<div class="field"><label for="text-${prompt.id}">${say(name)}</label>
<textarea id="text-${prompt.id}" name="text" maxlength="${longest}" dir="auto" aria-describedby="room-${prompt.id}">${draft}</textarea>
<p class="soft small room" id="room-${prompt.id}" data-longest="${longest}">${say("room", { n: longest })}</p></div>`;
}

const FIELDS = {
  words, rating, ranking,
  choice: choose("radio"), choices: choose("checkbox"),
  text: text("answer"), statements: text("add_statement"), questions: text("ask_question"),
};
