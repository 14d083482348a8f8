import type { Statistic } from '../evaluators/evaluator.ts';
import type { Model, Outcome } from '../model/ask.ts';
import { costOf } from '../model/cost.ts';
import type { ModelTotals } from '../results/manifest.ts';
import { totalOf } from '../results/model-totals.ts';

/** Adds up what the calls of a run took. */
export class Totals {
  readonly #models = new Map<string, ModelTotals>();
  readonly #retries = new Map<string, number>();
  /** Only what the results rest on, in the order of the results: the same in every run of the same config. */
  readonly #emitted = new Map<string, ModelTotals>();

  /** Counts an outcome as it comes. */
  add(outcome: Outcome, held: boolean): void {
    count(this.#models, outcome, held);
  }

  /** Counts outcomes as they go into the results. */
  emitted(outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) count(this.#emitted, outcome, false);
  }

  retried(reason: string): void {
    this.#retries.set(reason, (this.#retries.get(reason) ?? 0) + 1);
  }

  models(): Record<string, ModelTotals> {
    return Object.fromEntries(this.#models);
  }

  retries(): Record<string, number> {
    return Object.fromEntries([...this.#retries].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** What was paid in this run, in US dollars, where prices are known; undefined where the tokens of a call are not. */
  get paid(): number | undefined {
    const { withoutUsage, paid } = totalOf([...this.#models.values()]);
    return withoutUsage === undefined ? paid : undefined;
  }

  /**
   * Rows for summary.csv. They rest on recorded numbers alone, so that they don't change when a run is resumed. Of tokens
   * and costs that are known in part only there is none: what stands there is a total.
   */
  statistics(): Statistic[] {
    const all = [...this.#emitted];
    const rows = (names: readonly string[], qualifier: string): Statistic[] => {
      const totals = all.filter(([name]) => names.includes(name)).map(([, each]) => each);
      const total = totalOf(totals);
      const row = (statistic: string, value: number): Statistic => ({
        model: '',
        criterion: '',
        statistic: `${statistic}${qualifier}`,
        value,
        n: total.calls,
      });
      if (totals.length === 0) return [row('calls', 0)];
      return [
        row('calls', total.calls),
        row('failed_calls', total.failed),
        ...(total.withoutUsage === undefined
          ? [row('prompt_tokens', total.promptTokens), row('completion_tokens', total.completionTokens)]
          : []),
        ...(totals.every(({ cost }) => cost !== undefined) ? [row('cost', total.cost!)] : []),
      ];
    };
    const names = all.map(([name]) => name);
    return [...rows(names, ''), ...(names.length > 1 ? names.flatMap((name) => rows([name], `[of=${name}]`)) : [])];
  }
}

function count(totals: Map<string, ModelTotals>, outcome: Outcome, held: boolean): void {
  const { model } = outcome;
  const own = totals.get(model.name) ?? empty(model);
  totals.set(model.name, own);
  own.calls += 1;
  if (held) own.held += 1;
  if (outcome.status === 'failed') own.failed += 1;
  if (outcome.status !== 'answered') return;
  const { usage } = outcome.reply;
  if (usage === undefined) own.withoutUsage = (own.withoutUsage ?? 0) + 1;
  else {
    own.promptTokens += usage.promptTokens;
    own.completionTokens += usage.completionTokens;
  }
  if (usage === undefined || model.price === undefined) {
    // From here on the cost is known in part only. A judge may have the name of a model and no price of its own.
    own.cost = undefined;
    own.paid = undefined;
  } else if (own.cost !== undefined) {
    const cost = costOf(usage, model.price);
    own.cost += cost;
    if (!held) own.paid! += cost;
  }
}

function empty(model: Model): ModelTotals {
  const totals = { calls: 0, held: 0, failed: 0, promptTokens: 0, completionTokens: 0 };
  return model.price === undefined ? totals : { ...totals, cost: 0, paid: 0 };
}
