import type { Method } from './method.ts';
import { number } from './show.ts';

const MOST_FIGURES = 7;

/**
 * A method that reports know nothing of: its first statistics, except those of a part of the data (`mean[turn=2]`). Their
 * names are words, which every kind of report can show as they are.
 */
export function other(title: string): Method {
  return {
    title,
    sample: 'sample',
    rows: 'criteria',
    figures(statistics) {
      const whole = statistics.filter(({ statistic }) => /^\w+$/.test(statistic));
      return [...new Set(whole.map(({ statistic }) => statistic))]
        .slice(0, MOST_FIGURES)
        .map((statistic) => ({ statistic, name: statistic, show: number }));
    },
  };
}
