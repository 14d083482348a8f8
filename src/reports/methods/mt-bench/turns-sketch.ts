import type { Statistic } from '../../../evaluators/evaluator.ts';
import { colors as pc } from '../../colors.ts';
import type { Sketch } from '../method.ts';
import type { Measure } from './measures.ts';

/** For each model how its measure changes over the turns of a session. Undefined where there is one turn only. */
export function turnsSketch(statistics: readonly Statistic[], measure: Measure): Sketch | undefined {
  const values = new Map<string, number>();
  const turns = new Set<number>();
  const begin = `${measure.statistic}[turn=`;
  for (const { criterion, model, statistic, value } of statistics) {
    if (criterion !== measure.criterion || !statistic.startsWith(begin)) continue;
    const turn = Number.parseInt(statistic.slice(begin.length), 10);
    turns.add(turn);
    values.set(keyOf(model, turn), value);
  }
  const ordered = [...turns].sort((a, b) => a - b);
  if (ordered.length < 2) return undefined;
  return {
    name: `turns ${ordered[0]}–${ordered.at(-1)}`,
    spare: 3,
    draw(model) {
      const curve = ordered.map((turn) => values.get(keyOf(model, turn)));
      return `${pc.cyan(sparkline(curve, measure))}  ${ends(curve, measure)}`;
    },
  };
}

const keyOf = (model: string, turn: number) => JSON.stringify([model, turn]);

const BARS = '▁▂▃▄▅▆▇█';

/** A small curve with one character for each value, and a blank where there is none. */
function sparkline(values: readonly (number | undefined)[], { low, high }: Measure): string {
  return values
    .map((value) => {
      if (value === undefined) return ' ';
      const level = Math.round(((value - low) / (high - low)) * (BARS.length - 1));
      return BARS[Math.max(0, Math.min(BARS.length - 1, level))];
    })
    .join('');
}

/** The first and the last value of a curve. */
function ends(values: readonly (number | undefined)[], { short }: Measure): string {
  const known = values.filter((value) => value !== undefined);
  return known.length < 2 ? '' : `${short(known[0]!)} → ${short(known.at(-1)!)}`;
}
