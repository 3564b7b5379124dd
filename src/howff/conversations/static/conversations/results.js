// What came of a prompt, as HTML: always numbers and words, with bars beside them.
import { html } from "./html.js";

const CHOSEN = new Set(["choice", "choices", "rating"]);

/** A prompt's results, or nothing while there are none. */
export function results(prompt, found, say) {
  if (!found) return "";
  if (found.words) return words(found.words, say);
  if (found.counts && CHOSEN.has(prompt.kind)) return bars(labels(prompt), found.counts, found.people);
  if (found.counts) return ranking(prompt, found.counts, say);
  if (found.items && prompt.kind === "statements") return statements(found.items, say);
  return "";
}

/** The labels of a prompt's options, or of the points of its rating scale. */
export function labels(prompt) {
  const { options } = prompt;
  if (prompt.kind !== "rating") return options;
  if (options.length > 2) return options.map((label, index) => `${index + 1} · ${label}`);
  const ends = { 0: options[0], 4: options[1] };
  return [0, 1, 2, 3, 4].map((point) => (ends[point] ? `${point + 1} · ${ends[point]}` : `${point + 1}`));
}

function bar(label, number, share, kind = "") {
  return html`<li class="bar ${kind}"><span class="bar-label" dir="auto">${label}</span><span class="bar-number">${number}</span>
<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="bar-fill" width="${share}" height="6"/></svg></li>`;
}

function bars(names, counts, people) {
  const most = Math.max(1, ...counts);
  return html`<ul class="tally">${names.map((name, index) => {
    const n = counts[index] ?? 0;
    const percent = people ? ` · ${Math.round((100 * n) / people)}%` : "";
    return bar(name, `${n}${percent}`, ((100 * n) / most).toFixed(1));
  })}</ul>`;
}

/** Options by their average place; each row of counts says how many put it first, second, … */
function ranking(prompt, counts, say) {
  const placed = prompt.options.map((label, index) => {
    const row = counts[index] ?? [];
    const people = row.reduce((all, n) => all + n, 0);
    const sum = row.reduce((all, n, place) => all + n * (place + 1), 0);
    return { label, place: people ? sum / people : null };
  });
  placed.sort((one, other) => (one.place ?? 99) - (other.place ?? 99));
  const size = prompt.options.length;
  return html`<p class="soft small">${say("by_place")}</p><ol class="tally ranked">${placed.map(({ label, place }) =>
    bar(label, place ? say("place", { place: place.toFixed(1) }) : "–", place ? ((100 * (size + 1 - place)) / size).toFixed(1) : 0))}</ol>`;
}

function words(list, say) {
  const most = Math.max(1, ...list.map(([, n]) => n));
  const size = (n) => 1 + Math.round(4 * Math.sqrt(n / most));
  return html`<ol class="words">${list.map(([word, n]) =>
    html`<li class="size-${size(n)}"><span dir="auto">${word}</span> <small>${n}<span class="unseen"> ${say("people_said", { n })}</span></small></li>`)}</ol>`;
}

/** Statements with the most common ground first: where agreeing and disagreeing differ most. */
export function statements(items, say) {
  const clear = (one) => Math.abs(one.agree - one.disagree) / (one.agree + one.disagree + one.pass + 2);
  const order = [...items].sort((one, other) => clear(other) - clear(one) || one.id - other.id);
  return html`<ul class="statements">${order.map((one) => {
    const all = Math.max(1, one.agree + one.disagree + one.pass);
    const [yes, no] = [(100 * one.agree) / all, (100 * one.disagree) / all];
    return html`<li id="s${one.id}"><p dir="auto" lang="${one.language}">${one.text}</p>
<svg class="opinions" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="yes" width="${yes.toFixed(1)}" height="6"/><rect class="no" x="${(100 - no).toFixed(1)}" width="${no.toFixed(1)}" height="6"/></svg>
<p class="soft small">${say("votes", { agree: one.agree, disagree: one.disagree, pass: one.pass })}</p></li>`;
  })}</ul>`;
}

/** Joins the numbers of the stream with the texts that the page has already. */
export function withTexts(kind, numbers, items = []) {
  const known = new Map(items.map((one) => [one.id, one]));
  const fresh = new Map(numbers.map(([id, ...votes]) => [id, votes]));
  return [...known.values()].map((one) => {
    const votes = fresh.get(one.id);
    if (!votes) return one;
    const [agree, disagree, pass] = votes;
    return kind === "statements" ? { ...one, agree, disagree, pass } : { ...one, votes: agree };
  });
}
