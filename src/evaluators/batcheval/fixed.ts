import { appendTo } from '../../append-to.ts';
import { jsonLines } from '../../data/json-lines.ts';
import { isMapping } from '../../data/mapping.ts';
import { RowError } from '../../data/row.ts';
import { RowProblems } from '../../data/row-problems.ts';
import type { Sample } from '../../data/samples.ts';
import { UsageError } from '../../errors.ts';
import { listed, nearestName } from '../../suggest.ts';
import type { Batches } from './compose.ts';
import type { Criterion, SettledBatchevalConfig } from './config.ts';
import { modelOf } from './units.ts';

/** A sample of a given batch: its id, and whose output it is where several models have one for it. */
type GivenSample = string | number | { id: string; model: string };

interface GivenBatch {
  round: number;
  criterion: string | undefined;
  judge: string | undefined;
  samples: GivenSample[];
  place: string;
}

/**
 * The batches that files prescribe, for composition `fixed`: JSONL with `round`, `samples` (in the order shown) and,
 * where batches differ by them, `criterion` and `judge`. Used to run a published evaluation again.
 *
 * @param missing units that have no output: they are left out of their batches
 * @returns the batches of a judge and criterion by round, of indices of `units`
 * @throws UsageError with the lines that are wrong
 */
export function fixedBatches(
  config: SettledBatchevalConfig,
  files: ReadonlyMap<string, string>,
  units: readonly Pick<Sample, 'id' | 'model'>[],
  missing: readonly Pick<Sample, 'id' | 'model'>[] = [],
): (judge: string, criterion: Criterion) => Batches[] {
  const given = [config.batches ?? []].flat().flatMap((path) => parse(files.get(path)!, path));
  const index = indexUnits([...units, ...missing]);
  const isThere = (i: number) => i < units.length;
  return (judge, criterion) => {
    const ofCriterion = forCriterion(given, criterion);
    const own = ofCriterion.filter((batch) => batch.judge === undefined || batch.judge === judge);
    if (own.length === 0) {
      const [what, others] =
        ofCriterion.length === 0
          ? [`criterion "${criterion.name}"`, given.map((batch) => batch.criterion)]
          : [`judge "${judge}" on "${criterion.name}"`, ofCriterion.map((batch) => batch.judge)];
      throw new UsageError(
        `the fixed batches have none for the ${what}; they are for: ${listed([...new Set(others)].filter((name) => name !== undefined))}`,
      );
    }
    const rounds = [...new Set(own.map(({ round }) => round))].sort((a, b) => a - b);
    return rounds.map((round) =>
      own
        .filter((batch) => batch.round === round)
        .map((batch) => toIndices(batch, index).filter(isThere))
        .filter((batch) => batch.length > 0),
    );
  };
}

/** Those for a criterion: by its very name where there are such, else by its name in any case or that of its human scores. */
function forCriterion(given: readonly GivenBatch[], { name, human = name }: Criterion): GivenBatch[] {
  const exact = given.some((batch) => batch.criterion === name);
  const names = [name, human].map((each) => each.toLowerCase());
  return given.filter(
    ({ criterion }) =>
      criterion === undefined || (exact ? criterion === name : names.includes(criterion.toLowerCase())),
  );
}

function parse(text: string, path: string): GivenBatch[] {
  const batches: GivenBatch[] = [];
  const problems = new RowProblems();
  const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
  problems.among(jsonLines(text, path), ({ value, place }) => {
    const { round, criterion, judge, samples } = value;
    if (typeof round !== 'number' || !Number.isInteger(round) || round < 0) {
      throw new RowError(place, 'a fixed batch needs a "round", counted from 0');
    }
    if (!Array.isArray(samples) || samples.length === 0 || !samples.every(isGivenSample)) {
      throw new RowError(place, 'a fixed batch needs "samples", a list of ids, each a text or {"id": …, "model": …}');
    }
    batches.push({ round, criterion: textOf(criterion), judge: textOf(judge), samples, place });
  });
  problems.raise();
  return batches;
}

function isGivenSample(value: unknown): value is GivenSample {
  if (typeof value === 'string' || typeof value === 'number') return true;
  return isMapping(value) && typeof value.id === 'string' && typeof value.model === 'string';
}

/** The index of a unit by id and model, and by id alone where one unit has it. */
function indexUnits(units: readonly Pick<Sample, 'id' | 'model'>[]) {
  const byName = new Map<string, number>();
  const byId = new Map<string, number[]>();
  for (const [i, unit] of units.entries()) {
    byName.set(JSON.stringify([unit.id, modelOf(unit)]), i);
    appendTo(byId, unit.id, i);
  }
  return { byName, byId };
}

function toIndices({ samples, place }: GivenBatch, { byName, byId }: ReturnType<typeof indexUnits>): number[] {
  const indices = samples.map((given) => {
    if (typeof given === 'object') {
      const index = byName.get(JSON.stringify([given.id, given.model]));
      if (index === undefined)
        throw new UsageError(`${place}: the dataset has no sample "${given.id}" of model "${given.model}"`);
      return index;
    }
    const id = String(given);
    const own = byId.get(id) ?? [];
    if (own.length === 1) return own[0]!;
    if (own.length > 1) {
      throw new UsageError(
        `${place}: several models have an output for "${id}"; name one: {"id": "${id}", "model": …}`,
      );
    }
    const nearest = nearestName(id, byId.keys());
    throw new UsageError(`${place}: the dataset has no sample "${id}"${nearest ? `; did you mean "${nearest}"?` : ''}`);
  });
  if (new Set(indices).size < indices.length) throw new UsageError(`${place}: a sample stands in this batch twice`);
  return indices;
}
