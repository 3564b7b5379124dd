// What was answered but not yet acknowledged: kept on the phone, sent once, in order.

const FIRST_PAUSE = 1500, LONGEST_PAUSE = 30_000, PATIENCE = 20_000;

/** Any text of 24 letters that nobody chose before; also where the page is not on https. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (one) => one.toString(16).padStart(2, "0")).join("");

export class Outbox {
  /** Its `told(job, outcome)` hears of each job: `{sent}`, `{refused}` or `{waiting}`. */
  constructor(name, token) {
    Object.assign(this, { name, token, told: () => {}, memory: [], broken: false, pause: FIRST_PAUSE, sending: null });
  }

  get jobs() {
    try {
      return this.broken ? this.memory : (JSON.parse(localStorage.getItem(this.name)) ?? []);
    } catch {
      return this.memory;
    }
  }

  set jobs(jobs) {
    this.memory = jobs;
    try {
      localStorage.setItem(this.name, JSON.stringify(jobs));
      this.broken = false;
    } catch {
      this.broken = true; // A private window, or no space left: this page's memory has to do.
    }
  }

  /** Queue a job; it takes the place of one with the same `slot` that was not sent yet. */
  add(job) {
    const kept = this.jobs.filter((one) => !job.slot || one.slot !== job.slot || one.key === this.sending);
    this.jobs = [...kept, job];
    this.flush();
  }

  /** Send everything now, one after another; whatever cannot be sent stays. */
  async flush() {
    if (this.sending) return;
    clearTimeout(this.timer);
    for (let job = this.jobs[0]; job; job = this.jobs[0]) {
      this.sending = job.key;
      const outcome = await this.attempt(job);
      this.sending = null;
      if (outcome.waiting) {
        this.timer = setTimeout(() => this.flush(), outcome.waiting);
        this.told(job, outcome);
        return;
      }
      this.pause = FIRST_PAUSE;
      this.jobs = this.jobs.filter((one) => one.key !== job.key);
      this.told(job, outcome);
    }
  }

  async attempt({ method, path, body }) {
    const headers = { authorization: `Bearer ${this.token}`, "content-type": "application/json" };
    try {
      const signal = AbortSignal.timeout?.(PATIENCE);
      const reply = await fetch(path, { method, headers, signal, body: body && JSON.stringify(body) });
      const content = reply.status === 204 ? {} : await reply.json();
      if (reply.ok || (method === "DELETE" && reply.status === 404)) return { sent: content };
      if (reply.status < 500 && reply.status !== 429) return { refused: content.error };
      return { waiting: 1000 * (reply.headers.get("retry-after") ?? 3) + Math.random() * 1000 };
    } catch {
      this.pause = Math.min(2 * this.pause, LONGEST_PAUSE);
      return { waiting: this.pause * (0.5 + Math.random() / 2), offline: true };
    }
  }
}
