import type { OwnTable, Rating } from '../evaluator.ts';
import { checkTypeIn, isAblated } from './criteria.ts';
import type { Session } from './sessions.ts';

/** checks.csv: a row for every check of every answer, with the reason where it did not pass. */
export function checksTable(ratings: readonly Rating[], sessions: ReadonlyMap<string, Session>): OwnTable {
  const rows = ratings.flatMap(({ model, sample, turn, criterion, rating, status, note }) => {
    const type = checkTypeIn(criterion);
    if (type === undefined) return [];
    const history = isAblated(criterion) ? 'without' : 'with';
    return [
      [
        model,
        sample,
        sessions.get(sample)?.category,
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
