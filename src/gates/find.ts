import type { Statistic } from '../evaluators/evaluator.ts';
import type { Manifest } from '../results/manifest.ts';
import { listed, suggestion } from '../suggest.ts';
import type { Gate } from './gate.ts';
import { whyUnknown } from './unknown-totals.ts';

/** The statistics of a run, and whose they are. */
export interface Statistics {
  statistics: readonly Statistic[];
  /** The models that were scored. */
  models: readonly string[];
  /** Over the whole run. */
  coverage: number;
  /** What models and judges took: says why there is no cost. */
  totals?: Manifest['models'];
}

/**
 * The statistic that a gate names. Names must be exact; only where a run is of a single model, that model may be named
 * or not. `coverage` without a criterion is that of the whole run.
 *
 * @returns the statistic, or a sentence that says what is there instead
 */
export function findStatistic(
  gate: Pick<Gate, 'criterion' | 'statistic' | 'model'>,
  run: Statistics,
): Statistic | string {
  const { criterion, statistic, model } = gate;
  const whole = run.models.length === 1 ? run.models[0]! : undefined;
  const rows = withCoverage(run);
  const named = rows.filter((row) => row.criterion === criterion && row.statistic === statistic);
  const exact = named.find((row) => row.model === (model ?? ''));
  if (exact !== undefined) return exact;
  if (model === undefined && named.length === 1) return named[0]!;
  const ofOnly = model !== undefined && model === whole && named.find((row) => row.model === '');
  if (ofOnly) return ofOnly;
  const unknown = criterion === '' && named.length === 0 ? whyUnknown(statistic, run.totals) : undefined;
  return unknown ?? whatIsThere(gate, rows, named, whole);
}

function withCoverage({ statistics, coverage }: Statistics): readonly Statistic[] {
  const present = statistics.some((row) => row.criterion === '' && row.model === '' && row.statistic === 'coverage');
  if (present) return statistics;
  return [...statistics, { model: '', criterion: '', statistic: 'coverage', value: coverage, n: 0 }];
}

function whatIsThere(
  { criterion, statistic, model }: Pick<Gate, 'criterion' | 'statistic' | 'model'>,
  rows: readonly Statistic[],
  named: readonly Statistic[],
  onlyModel: string | undefined,
): string {
  const criteria = distinct(rows.map((row) => row.criterion)).filter((each) => each !== '');
  if (named.length > 0) {
    const models = distinct(named.map((row) => row.model)).filter((each) => each !== '');
    if (model === undefined) return `say of which model, with "of model …"; there are: ${listed(models)}`;
    if (models.length === 0 && onlyModel !== undefined && onlyModel !== '') {
      return `there is no model ${quote(model)} in this run; its only model is ${quote(onlyModel)}`;
    }
    if (models.length === 0) return `${quote(statistic)} is over all models; leave out "of model …"`;
    return `there is no such statistic of model ${quote(model)}; ${suggestion(model, models)}`;
  }
  const own = distinct(rows.filter((row) => row.criterion === criterion).map((row) => row.statistic));
  const elsewhere = distinct(rows.filter((row) => row.statistic === statistic).map((row) => row.criterion));
  if (criterion === '' && elsewhere.length > 0) {
    return `${quote(statistic)} is of a criterion; say of which: ${listed(elsewhere.map((each) => `${quoteName(each)} ${statistic}`))}`;
  }
  if (own.length === 0) return `there is no criterion ${quote(criterion)}; ${suggestion(criterion, criteria)}`;
  const where = criterion === '' ? 'the run as a whole' : quote(criterion);
  return `there is no statistic ${quote(statistic)} of ${where}; ${suggestion(statistic, own)}`;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)];
}

function quote(name: string): string {
  return JSON.stringify(name);
}

/** A name as it must be written in a gate. */
export function quoteName(name: string): string {
  const plain = /^[\p{L}\p{N}_.:-]+(?: [\p{L}\p{N}_.:-]+)*$/u.test(name) && !/(^| )of model( |$)/.test(name);
  return plain ? name : quote(name);
}
