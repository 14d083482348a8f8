import { discrepancies } from '../compare/comparable.ts';
import { modelsOf, type Source } from '../compare/source.ts';
import type { Statistic } from '../evaluators/evaluator.ts';
import type { Manifest } from '../results/manifest.ts';
import { findStatistic } from './find.ts';
import type { Gate, Operator } from './gate.ts';
import { pairedDifference } from './not-worse.ts';

/** A finished run, as gates see it. */
export interface Gated extends Source {
  statistics: readonly Statistic[];
  coverage: number;
  /** What models and judges took. */
  totals?: Manifest['models'];
}

export interface GateResult {
  /** The gate as it was written. */
  gate: string;
  /**
   * `error`: it names what is not there or can't be compared, which counts as failed. `undecided`: the run did not come to
   * its end, so that there is nothing yet to judge it by.
   */
  status: 'held' | 'failed' | 'error' | 'undecided';
  /** By how much it held or failed, or why it was not decided. */
  message: string;
  value?: number;
  /** What the value is compared with; for "not worse", the end of the interval that decides. */
  bound?: number;
  /** How far the value is on the right side of the bound; negative where it failed. */
  margin?: number;
}

/** Decides gates on a finished run. */
export function evaluateGates(gates: readonly Gate[], run: Gated, baseline?: Gated): GateResult[] {
  return gates.map((gate) => {
    const found = decide(gate, run, baseline);
    return { gate: gate.text, ...(typeof found === 'string' ? { status: 'error' as const, message: found } : found) };
  });
}

/** Statistics that tell how much there is, which holds whatever is missing. */
const COUNTS: readonly string[] = ['n', 'coverage'];

type Decision = Omit<GateResult, 'gate'> | string;

function decide(gate: Gate, run: Gated, baseline: Gated | undefined): Decision {
  const row = findStatistic(gate, { ...run, models: modelsOf(run.scores) });
  if (typeof row === 'string') return row;
  if (!Number.isFinite(row.value)) return `its value is ${row.value}, which no gate can judge`;
  const decision = compared(gate, row, run, baseline);
  if (typeof decision === 'string' || decision.status !== 'held') return decision;
  return unscored(row, run) ?? decision;
}

/**
 * Why a gate that holds says too little: of its criterion less was scored than `minCoverage` asks for, and what could not
 * be read may be what the gate is there to find. The coverage of the run does not show it: it is over all criteria, and
 * leaves some out.
 */
function unscored({ criterion, model, statistic }: Statistic, { statistics, facts }: Gated): string | undefined {
  if (COUNTS.includes(statistic)) return undefined;
  const wanted = facts?.config.minCoverage;
  const coverage = statistics.find(
    (each) => each.criterion === criterion && each.model === model && each.statistic === 'coverage',
  )?.value;
  if (typeof wanted !== 'number' || coverage === undefined || coverage >= wanted) return undefined;
  return `only ${shown(coverage, digitsApart(coverage, wanted))} of ${JSON.stringify(criterion)} could be scored, less than minCoverage (${wanted}), and what is missing may be what this gate is there to find; scores.csv has the reasons, a lower minCoverage accepts them`;
}

function compared(gate: Gate, row: Statistic, run: Gated, baseline: Gated | undefined): Decision {
  const { demand } = gate;
  if (demand.kind === 'number') return against(row.value, demand.operator, demand.bound);
  if (baseline === undefined) return 'there is no baseline to compare with; name one with --baseline or `baseline:`';
  // What a run cost can be compared whatever was asked; its scores can't.
  const differing = gate.criterion === '' ? [] : discrepancies(baseline, run).refused;
  if (differing.length > 0) return `the baseline can't be compared with: ${differing.join('; ')}`;
  const before = findStatistic(gate, { ...baseline, models: modelsOf(baseline.scores) });
  if (typeof before === 'string') return `in the baseline ${before}`;
  if (!Number.isFinite(before.value)) return `in the baseline its value is ${before.value}, which no gate can judge`;
  if (demand.kind === 'not-worse') return notWorse(gate, run, baseline, row.value, before.value);
  const { operator, offset } = demand;
  const sum = offset === 0 ? '' : ` ${offset < 0 ? '-' : '+'} ${shown(Math.abs(offset))}`;
  const counts = row.n === before.n ? '' : ` (n ${row.n} here, ${before.n} there)`;
  const bound = before.value + offset;
  const shownBefore = shown(before.value, digitsApart(row.value, bound));
  return against(row.value, operator, bound, `the baseline's ${shownBefore}${sum}${counts}`);
}

function against(value: number, operator: Operator, bound: number, what?: string): Decision {
  const margin = marginOf(value, operator, bound);
  if (!Number.isFinite(margin)) return `${shown(value)} can't be compared with ${what ?? shown(bound)}`;
  const status = margin >= 0 && !(margin === 0 && (operator === '>' || operator === '<')) ? 'held' : 'failed';
  const by = shown(Math.abs(margin));
  const digits = digitsApart(value, bound);
  const how = margin === 0 ? 'just at it' : status === 'held' ? `with ${by} to spare` : `it misses by ${by}`;
  const exactly = operator === '==' && status === 'held' ? 'equal' : how;
  return {
    status,
    message: `${shown(value, digits)} ${operator} ${what ?? shown(bound, digits)}: ${exactly}`,
    value,
    bound,
    margin,
  };
}

/** How far the value is on the right side. What differs by rounding alone is equal; NaN or infinite where they are too large. */
function marginOf(value: number, operator: Operator, bound: number): number {
  const difference = value - bound;
  // A baseline and what is added to it may be more than a number can be: nothing is equal to that by rounding.
  if (!Number.isFinite(difference)) return difference;
  if (Math.abs(difference) <= 1e-12 * Math.max(1, Math.abs(value), Math.abs(bound))) return 0;
  if (operator === '==') return -Math.abs(difference);
  return operator.startsWith('>') ? difference : -difference;
}

function notWorse(gate: Gate, run: Gated, baseline: Gated, value: number, before: number): Decision {
  const found = pairedDifference(
    gate,
    run.evaluator,
    { scores: run.scores, value },
    { scores: baseline.scores, value: before },
  );
  if (typeof found === 'string') return found;
  const { difference, interval, samples, leftOut, significant, lowerIsBetter } = found;
  // It is worse where the whole interval is: its better end decides.
  const bound = lowerIsBetter ? interval.low : interval.high;
  const beyondDoubt = significant && (interval.low > 0 || interval.high < 0);
  const worse = beyondDoubt && (lowerIsBetter ? difference > 0 : difference < 0);
  const range = `difference ${shown(difference)} [${shown(interval.low)}, ${shown(interval.high)}] over ${samples} samples${leftOut === '' ? '' : ` (${leftOut})`}`;
  const why = worse
    ? 'worse, and beyond doubt'
    : beyondDoubt
      ? 'better, and beyond doubt'
      : 'no difference can be told';
  const margin = lowerIsBetter ? -bound : bound;
  return {
    status: worse ? 'failed' : 'held',
    message: `${range}: ${why}`,
    value,
    bound,
    margin: worse ? margin : Math.max(0, margin),
  };
}

const DIGITS = 3;
/** What differs by less is equal (see `marginOf`). */
const MOST_DIGITS = 12;

/** So many digits that a gate that fails never seems to hold: more than elsewhere where value and bound nearly meet. */
function digitsApart(value: number, bound: number): number {
  let digits = DIGITS;
  while (digits < MOST_DIGITS && shown(value, digits) === shown(bound, digits)) digits += 1;
  return digits;
}

/** Whole numbers whole, others with three decimals, small ones with three digits: as in the tables of a run. */
function shown(value: number, digits = DIGITS): string {
  if (Number.isInteger(value)) return String(value);
  return String(Number(Math.abs(value) < 0.1 ? value.toPrecision(digits) : value.toFixed(digits)));
}
