import { appendTo } from '../../append-to.ts';
import type { Sample } from '../../data/samples.ts';
import { UsageError } from '../../errors.ts';
import type { Inputs, Rating } from '../evaluator.ts';
import type { Batches } from './compose.ts';
import type { PastBatch, SettledBatchevalConfig } from './config.ts';
import { modelOf } from './units.ts';

/**
 * Inputs with the batches of a finished run: which samples meet in a batch depends on how the replies before were read,
 * so a rescore that reads them otherwise must not compose anew.
 */
export function withBatchesOf(
  ratings: readonly Rating[],
  inputs: Inputs<SettledBatchevalConfig, readonly Sample[]>,
): Inputs<SettledBatchevalConfig, readonly Sample[]> {
  const batches = new Map<string, Rating[]>();
  for (const rating of ratings) {
    const { judge, criterion, round, batch } = rating;
    if (round === undefined || batch === undefined) continue; // of a sample without an output, which was in none
    appendTo(batches, JSON.stringify([judge, criterion, round, batch]), rating);
  }
  const past = Array.from(batches.values(), (own): PastBatch => {
    const { judge, criterion, round } = own[0]!;
    const inOrder = [...own].sort((a, b) => a.position! - b.position!);
    return { judge, criterion, round: round!, members: inOrder.map(({ sample: id, model }) => ({ id, model })) };
  });
  return { ...inputs, config: { ...inputs.config, past } };
}

/**
 * The batches of a finished run by judge and criterion, a list for each round; none where nothing was asked.
 *
 * @throws UsageError where a sample of a batch has no output any more: the others would be given each other's scores
 */
export function pastBatches(
  past: readonly PastBatch[],
  units: readonly Pick<Sample, 'id' | 'model'>[],
): (judge: string, criterion: string) => Batches[] {
  const places = new Map(units.map((unit, i) => [nameOf(unit.id, modelOf(unit)), i]));
  const placeOf = ({ id, model }: PastBatch['members'][number]) => {
    const place = places.get(nameOf(id, model));
    if (place !== undefined) return place;
    throw new UsageError(
      `the output of "${model}" for sample "${id}" was judged in this run and would not be now, so its batch can't be read anew; run the config again`,
    );
  };
  return (judge, criterion) => {
    const rounds: number[][][] = [];
    for (const batch of past) {
      if (batch.judge !== judge || batch.criterion !== criterion) continue;
      rounds[batch.round] ??= [];
      rounds[batch.round]!.push(batch.members.map(placeOf));
    }
    return rounds;
  };
}

function nameOf(id: string, model: string): string {
  return JSON.stringify([id, model]);
}
