// What a phone knows: the conversation, one's own answers, sent or not yet, and what was begun.
import { speaker } from "./html.js";
import { takesSeveral } from "./kinds.js";
import { Outbox } from "./outbox.js";

export const boot = JSON.parse(document.getElementById("boot").textContent);
export const say = speaker(boot.texts);
export const app = document.getElementById("app");
export const state = { ...boot, at: null, chosen: false, version: 0, found: {}, failed: {}, drafts: {}, editing: null, line: "waiting" };
export const outbox = new Outbox(`howff:${boot.conversation.id}:${boot.participant}`, boot.token);

export const prompt = (id) => state.prompts.find((one) => one.id === id);
export const isOpen = (one) => one.state === "open" && (state.conversation.state === "open" || one.part === "follow_up");
export const listed = () => state.prompts.filter((one) => isOpen(one) || (state.conversation.state === "open" && (one.shown || one.id === state.conversation.current) && one.state !== "waiting"));
const pending = (one) => outbox.jobs.filter((job) => job.prompt === one.id && job.mine);
const dropped = (id) => outbox.jobs.some((job) => job.path === `/api/v1/answers/${id}`);
export const saved = (one) => (state.mine[one.id] ?? []).filter((row) => !dropped(row.id));
export const spoken = (one) => saved(one).filter((row) => row.value === null || !row.item);
export const supported = (one) => {
  const chosen = new Map(saved(one).filter((row) => row.item && row.value !== null).map((row) => [row.item, row.value === 1]));
  for (const { body } of pending(one)) if (body.value?.question) chosen.set(body.value.question, body.value.vote);
  return new Set([...chosen].filter(([, yes]) => yes).map(([id]) => id));
};
export const waitingTexts = (one) => pending(one).filter((job) => !job.body.value?.question && !job.body.value?.statement);
export const answered = (one) => saved(one).length + pending(one).length > 0;
export const canSee = (one) => one.shown || (one.results === "after" && saved(one).length > 0);

/** Stay with what somebody is doing; else go along with the room. */
export function settle() {
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

export const hasDraft = (id) => typeof state.drafts[id] === "string";

/** Remember what was begun, also if the phone puts this page to sleep. */
export function draft(id, value) {
  if (value === undefined) delete state.drafts[id];
  else state.drafts[id] = value;
  try {
    sessionStorage.setItem(outbox.name, JSON.stringify(state.drafts));
  } catch { /* Then it lasts as long as this page. */ }
}

/** The statements to vote on: without those whose votes are sent, or still on their way. */
export const unseen = (one) => {
  const voted = new Set([...saved(one).map((row) => row.item), ...pending(one).map((job) => job.body.value?.statement)]);
  return (state.statements[one.id] ?? []).filter((each) => !voted.has(each.id));
};
export const nextStatement = (one) => unseen(one)[0];

try {
  Object.assign(state.drafts, JSON.parse(sessionStorage.getItem(outbox.name)));
} catch { /* Nothing was begun. */ }

/** What is filled in when somebody changes an answer. */
export function lastValue(one) {
  const row = takesSeveral(one) ? null : spoken(one).at(-1);
  return row && !row.skipped && state.editing === one.id ? (row.value ?? row.text) : undefined;
}
