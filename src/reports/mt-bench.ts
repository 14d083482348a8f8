import { colors as pc } from '../colors.ts';
import type { Statistic } from '../evaluators/evaluator.ts';
import { printable } from '../printable.ts';
import { percent, round, withInterval } from './format.ts';
import { textTable } from './table.ts';

/** What the models of a run are measured by, the first that the run has: its criterion, statistic and range. */
const MEASURES = [
  { criterion: 'grade', statistic: 'mean', name: 'grade [95%]', low: 1, high: 10 },
  { criterion: 'preference', statistic: 'adjusted_win_rate', name: 'adjusted win rate [95%]', low: 0, high: 1 },
  { criterion: 'checks', statistic: 'pass_rate', name: 'checks passed [95%]', low: 0, high: 1 },
] as const;

/** How each model did, and how it changed over the turns of a session. */
export function mtBenchHeadline(statistics: readonly Statistic[]): string {
  const measure = MEASURES.find((each) => statistics.some(isOf(each)));
  if (measure === undefined) return '';
  const of = (model: string, criterion: string, statistic: string) =>
    statistics.find((each) => each.model === model && each.criterion === criterion && each.statistic === statistic);
  const models = [...new Set(statistics.filter(isOf(measure)).map(({ model }) => model))];
  const shown = models.length > 1 ? models.filter((model) => model !== '') : models;
  const turns = turnsOf(statistics, measure);
  const further = [
    { name: 'a turn more', criterion: measure.criterion, statistic: 'slope_over_turns', show: signed },
    ...(measure.criterion === 'checks'
      ? []
      : [{ name: 'checks passed', criterion: 'checks', statistic: 'pass_rate', show: share }]),
    { name: 'context errors', criterion: 'context-error', statistic: 'error_rate', show: share },
  ].filter(({ criterion, statistic }) => shown.some((model) => of(model, criterion, statistic) !== undefined));
  const table = textTable(
    [
      { name: 'model' },
      { name: measure.name, align: 'right' },
      ...further.map(({ name }) => ({ name, align: 'right' as const })),
      ...(turns.length > 1 ? [{ name: `turns 1–${turns.at(-1)}` }] : []),
    ],
    shown.map((model) => {
      const overall = of(model, measure.criterion, measure.statistic);
      const curve = turns.map((turn) => of(model, measure.criterion, `${measure.statistic}[turn=${turn}]`)?.value);
      return [
        model === '' ? 'the model' : printable(model),
        overall === undefined ? '' : withInterval(overall.value, overall.low, overall.high),
        ...further.map(({ criterion, statistic, show }) => {
          const found = of(model, criterion, statistic);
          return found === undefined ? '' : show(found);
        }),
        ...(turns.length > 1 ? [`${pc.cyan(sparkline(curve, measure.low, measure.high))}  ${ends(curve)}`] : []),
      ];
    }),
  );
  return table;
}

function isOf({ criterion, statistic }: { criterion: string; statistic: string }) {
  return (each: Statistic) => each.criterion === criterion && each.statistic === statistic;
}

function turnsOf(
  statistics: readonly Statistic[],
  { criterion, statistic }: { criterion: string; statistic: string },
): number[] {
  const turns = statistics
    .filter((each) => each.criterion === criterion)
    .flatMap((each) => new RegExp(`^${statistic}\\[turn=(\\d+)\\]$`).exec(each.statistic)?.[1] ?? []);
  return [...new Set(turns.map(Number))].sort((a, b) => a - b);
}

const BARS = '▁▂▃▄▅▆▇█';

/** A small curve, a character a value, from `low` to `high`; a blank where there is no value. */
function sparkline(values: readonly (number | undefined)[], low: number, high: number): string {
  return values
    .map((value) => {
      if (value === undefined) return ' ';
      const level = Math.round(((value - low) / (high - low)) * (BARS.length - 1));
      return BARS[Math.max(0, Math.min(BARS.length - 1, level))];
    })
    .join('');
}

/** The first and the last value of a curve. */
function ends(values: readonly (number | undefined)[]): string {
  const known = values.filter((value) => value !== undefined);
  return known.length < 2 ? '' : `${round(known[0]!, 2)} → ${round(known.at(-1)!, 2)}`;
}

function share({ value }: Statistic): string {
  return percent(value);
}

function signed({ value, low, high }: Statistic): string {
  const text = withInterval(value, low, high);
  return value > 0 ? `+${text}` : text;
}
