import { appendTo } from '../../append-to.ts';
import type { Sample } from '../../data/samples.ts';
import type { Inputs, Rating } from '../evaluator.ts';
import type { SettledBatchevalConfig } from './config.ts';
import { fixedBatchLine } from './fixed.ts';

const BATCHES_OF_THE_RUN = 'the batches of the run';

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
    if (round === undefined || batch === undefined) continue;
    const key = JSON.stringify([judge, criterion, round, batch]);
    appendTo(batches, key, rating);
  }
  const lines = [...batches.values()].map((members) => {
    const { judge, criterion, round } = members[0]!;
    const inOrder = [...members].sort((a, b) => a.position! - b.position!);
    return fixedBatchLine({
      round: round!,
      criterion,
      judge,
      samples: inOrder.map(({ sample: id, model }) => ({ id, model })),
    });
  });
  return {
    ...inputs,
    config: { ...inputs.config, composition: 'fixed', batches: BATCHES_OF_THE_RUN },
    files: new Map([...inputs.files, [BATCHES_OF_THE_RUN, lines.join('\n')]]),
  };
}
