import cliProgress from 'cli-progress';
import { wrapAnsi } from 'fast-wrap-ansi';
import type { Outcome } from '../model/ask.ts';
import { costOf } from '../model/cost.ts';
import { CHARACTERS_PER_TOKEN } from '../model/tokens.ts';
import type { RunObserver } from '../pipeline/observer.ts';
import type { Plan } from '../pipeline/plan.ts';
import type { Totals } from '../pipeline/totals.ts';
import { printable } from '../printable.ts';
import { colors as pc } from './colors.ts';
import { count, dollars, duration, plural } from './format.ts';
import { forLog } from './github-log.ts';
import { nearPath } from './near-path.ts';
import { wrapped } from './wrapped.ts';

const LINE_EVERY_SECONDS = 10;
const PLANNING_SECONDS = 0.5;
/** So many failed calls of a kind are told of one by one. */
const TOLD_FAILURES = 10;
/** After this long without a reply, the bar says so in place of the time left. */
const SILENCE_SECONDS = 10;

export interface ProgressOutput {
  stream: NodeJS.WriteStream;
  /** Whether to draw a bar, for a terminal; else a line is written now and then. */
  bar: boolean;
}

/** Shows on standard error how far a run is. */
export class Progress implements RunObserver {
  readonly #out: ProgressOutput;
  readonly #name: string;
  #bar: cliProgress.SingleBar | undefined;
  #models: Plan['models'] = new Map();
  #total = 0;
  #toAsk = 0;
  #done = 0;
  #asked = 0;
  /** How many of the planned calls that ask again are still to come; more of them make the run longer than planned. */
  #againPlanned = 0;
  #failed = 0;
  #retries = 0;
  /** Undefined where the server does not tell them of every call. */
  #tokens: number | undefined = 0;
  #started = performance.now();
  #lastLine = performance.now();
  #lastReply = performance.now();
  #clock: NodeJS.Timeout | undefined;
  #totals: Totals | undefined;
  /** Whether the last line on the terminal is to be written over. */
  #transient = false;
  readonly #troubles = new Set<string>();
  /** Calls that failed for good, by reason. */
  readonly #failures = new Map<string, number>();

  constructor(name: string, out: ProgressOutput) {
    this.#name = name;
    this.#out = out;
  }

  planning(questions: number): void {
    if ((performance.now() - this.#lastLine) / 1000 < (this.#out.bar ? PLANNING_SECONDS : LINE_EVERY_SECONDS)) return;
    const text = `${this.#name}: planning, ${count(questions)} calls so far`;
    this.#lastLine = performance.now();
    // On a terminal, what comes next is written over this line.
    this.#out.stream.write(this.#out.bar ? `\r${forLog(text)}` : `${forLog(text)}\n`);
    this.#transient = this.#out.bar;
  }

  planned(plan: Plan, recording: string): void {
    this.#clear();
    this.#models = plan.models;
    const models = [...plan.models.values()];
    this.#total = models.reduce((sum, { calls }) => sum + calls, 0);
    this.#toAsk = models.reduce((sum, { calls, held }) => sum + calls - held, 0);
    const held = this.#total - this.#toAsk;
    this.#againPlanned = plan.again;
    const known =
      held === 0 ? '' : held === this.#total ? ', all of them recorded' : `, ${count(held)} of them recorded`;
    const where = this.#toAsk === 0 ? '' : ` · recording: ${printable(nearPath(recording))}`;
    this.#line(`${pc.bold(this.#name)}: ${plural(this.#total, 'call')}${known}${where}`);
    if (this.#out.bar && this.#toAsk > 0) {
      this.#bar = new cliProgress.SingleBar({
        stream: this.#out.stream,
        format: '{bar} {value}/{total} {about}',
        barCompleteChar: '█',
        barIncompleteChar: '░',
        barsize: (this.#out.stream.columns ?? 80) < 100 ? 10 : 24,
        hideCursor: true,
        clearOnComplete: true,
        fps: 8,
        etaBuffer: 1,
      });
      this.#bar.start(this.#total, 0, { about: '' });
      // The bar must go on saying that no reply comes.
      this.#clock = setInterval(() => this.#bar?.update({ about: this.#about() }), 1000);
      this.#clock.unref();
    }
    this.#started = performance.now();
  }

  askedAgain(): void {
    if (this.#againPlanned > 0) {
      this.#againPlanned -= 1;
      return;
    }
    this.#total += 1;
    this.#toAsk += 1;
    this.#bar?.setTotal(this.#total);
  }

  outcome(outcome: Outcome, held: boolean, totals: Totals): void {
    this.#totals = totals;
    this.#lastReply = performance.now();
    this.#done += 1;
    if (!held) this.#asked += 1;
    // An evaluator may ask what no plan could foresee.
    this.#toAsk = Math.max(this.#toAsk, this.#asked);
    if (this.#done > this.#total) {
      this.#total = this.#done;
      this.#bar?.setTotal(this.#total);
    }
    if (outcome.status === 'failed') {
      this.#failed += 1;
      this.#tellFailure(outcome);
    }
    if (outcome.status === 'answered') {
      const { usage } = outcome.reply;
      if (usage === undefined) this.#tokens = undefined;
      else if (this.#tokens !== undefined) this.#tokens += usage.promptTokens + usage.completionTokens;
    }
    this.#bar?.update(this.#done, { about: this.#about() });
    if (!this.#bar && performance.now() - this.#lastLine > LINE_EVERY_SECONDS * 1000) {
      this.#line(`${this.#name}: ${count(this.#done)}/${count(this.#total)} ${this.#about()}`);
    }
  }

  #tellFailure({ task, reason, message }: Outcome & { status: 'failed' }): void {
    const told = (this.#failures.get(reason) ?? 0) + 1;
    this.#failures.set(reason, told);
    if (told <= TOLD_FAILURES) this.#say(`${task}: ${message}`);
    if (told === TOLD_FAILURES)
      this.#say(`more calls that fail so (${reason}) are counted here, and told of in calls.jsonl`);
  }

  retried(reason: string, message: string): void {
    this.#retries += 1;
    // Each kind of trouble is told once. The progress line counts all retries, and run.json those of each kind.
    if (this.#troubles.has(reason)) return;
    this.#troubles.add(reason);
    this.#say(`trying again (told once for each kind of trouble): ${message}`);
  }

  noticed(message: string): void {
    this.#say(message);
  }

  collected(): void {
    this.stop();
    if (this.#asked > 0) {
      this.#line(
        `${this.#name}: ${count(this.#done)}/${count(this.#total)} ${this.#about(true)} · took ${duration((performance.now() - this.#started) / 1000)}`,
      );
    }
  }

  /** Ends the bar, so that what comes next has a line of its own. */
  stop(): void {
    this.#clear();
    clearInterval(this.#clock);
    this.#bar?.stop();
    this.#bar = undefined;
  }

  #clear(): void {
    if (this.#transient) this.#out.stream.write('\r\u001b[K');
    this.#transient = false;
  }

  /** @param ended nothing more is asked */
  #about(ended = false): string {
    const parts = ['calls'];
    const silent = (performance.now() - this.#lastReply) / 1000;
    if (!ended && silent > SILENCE_SECONDS) parts.push(pc.yellow(`no reply for ${duration(silent)}`));
    else if (!ended && this.#asked > 0 && this.#remaining() > 0) {
      const each = (performance.now() - this.#started) / 1000 / this.#asked;
      parts.push(`${duration(each * this.#remaining())} left`);
    }
    const paid = this.#totals?.paid;
    if (paid !== undefined) {
      const expected = dollars(paid + this.#toPay());
      parts.push(!ended && this.#remaining() > 0 ? `${dollars(paid)} of about ${expected}` : dollars(paid));
    }
    if (this.#retries > 0) parts.push(plural(this.#retries, 'retry', 'retries'));
    if (this.#failed > 0) parts.push(pc.red(`${count(this.#failed)} failed`));
    if (this.#tokens) parts.push(`${count(this.#tokens)} tokens`);
    return parts.join(' · ');
  }

  #remaining(): number {
    return Math.max(0, Math.min(this.#total - this.#done, this.#toAsk - this.#asked));
  }

  /** What is still to be paid: by what calls of each model took, recorded ones included; as planned where there was none. */
  #toPay(): number {
    const totals = this.#totals?.models() ?? {};
    let sum = 0;
    for (const [name, { calls, held, characters, replyTokens, first }] of this.#models) {
      const { price } = first.model;
      const own = totals[name];
      const asked = own === undefined ? 0 : own.calls - own.held;
      const left = calls - held - asked;
      if (price === undefined || left <= 0) continue;
      const planned = { promptTokens: characters / CHARACTERS_PER_TOKEN, completionTokens: replyTokens };
      const each = own?.cost !== undefined ? own.cost / own.calls : costOf(planned, price) / (calls - held);
      sum += each * left;
    }
    return sum;
  }

  #say(message: string): void {
    const text = printable(message.replace(/\s+/g, ' ')).slice(0, 300);
    if (!this.#bar) {
      this.#line(wrapped(pc.yellow(text), this.#out.stream.columns));
      return;
    }
    // The bar switches wrapping off in the terminal, which would cut a long line.
    this.#out.stream.write('\r\u001b[K');
    this.#line(wrapAnsi(pc.yellow(text), this.#out.stream.columns ?? 80, { hard: true }));
    // When the bar ends, it goes back to the last saved place of the cursor and clears that line: without this, it
    // would clear the message.
    this.#out.stream.write('\u001b7');
  }

  #line(text: string): void {
    this.#clear();
    this.#lastLine = performance.now();
    this.#out.stream.write(`${forLog(text)}\n`);
  }
}

/** Watches without showing anything. */
export const quietObserver: RunObserver = {
  planning: () => {},
  planned: () => {},
  askedAgain: () => {},
  outcome: () => {},
  retried: () => {},
  noticed: () => {},
  collected: () => {},
};
