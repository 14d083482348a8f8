import type { OwnTable, Rating } from '../evaluator.ts';
import { ABLATED, checkTypeIn } from './criteria.ts';
import type { Session } from './sessions.ts';

/** checks.csv: a row for every check of every answer, with the reason where it did not pass. */
export function checksTable(ratings: readonly Rating[], sessions: readonly Session[]): OwnTable {
  const categories = new Map(sessions.map(({ id, category }) => [id, category]));
  const rows = ratings.flatMap(({ model, sample, turn, criterion, rating, status, note }) => {
    const type = checkTypeIn(criterion);
    if (type === undefined) return [];
    const history = criterion.startsWith(ABLATED) ? 'without' : 'with';
    return [
      [
        model,
        sample,
        categories.get(sample),
        turn,
        criterion.slice(criterion.lastIndexOf('#') + 1),
        type,
        history,
        rating,
        status,
        note,
      ],
    ];
  });
  return {
    columns: ['model', 'sample', 'category', 'turn', 'check', 'type', 'history', 'passed', 'status', 'reason'],
    rows,
  };
}
