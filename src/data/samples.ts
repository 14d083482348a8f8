import { column, type FieldMap, field, label, number, text } from './fields.ts';
import { isMapping } from './mapping.ts';
import { BrokenRow, type Row, RowError } from './row.ts';
import { RowProblems } from './row-problems.ts';

/** A row of the dataset: a text that is judged, or an item that models are asked. */
export interface Sample {
  id: string;
  /** The model that wrote the output, where the dataset says so. */
  model?: string;
  /** What the output answers or continues. */
  input?: string;
  /** The text that is judged. */
  output?: string;
  /** A right or model answer. */
  reference?: string;
  /** Human scores by criterion; under `''` one score that holds for every criterion. */
  human: Readonly<Record<string, number>>;
  /** Further parts of the sample that are shown to the judge, by the name the field map gives them. */
  parts: Readonly<Record<string, string>>;
}

/** What most samples have of human scores and parts: shared, as there may be hundreds of thousands of them. */
const NONE: Readonly<Record<string, never>> = Object.freeze({});

const RESERVED = new Set(['id', 'model', 'input', 'output', 'reference', 'human']);

/**
 * Samples from the rows of a data file.
 *
 * A row without an id, or with an empty one, gets its number in the file. Ids must be unique; where the dataset names
 * the model of each row, the pair of id and model must be.
 *
 * @throws UsageError with the rows that are wrong
 */
export async function toSamples(rows: AsyncIterable<readonly Row[]>, fields: FieldMap): Promise<Sample[]> {
  const samples: Sample[] = [];
  /** The rows so far by model and id. */
  const seen = new Map<string | undefined, Map<string, Row>>();
  const partNames = Object.keys(fields).filter((name) => !RESERVED.has(name) && fields[name] !== null);
  const problems = new RowProblems();
  let count = 0;
  await problems.each(rows, (row) => {
    count += 1;
    let sample: Sample;
    try {
      sample = toSample(row, count, fields, partNames);
    } catch (error) {
      if (row instanceof BrokenRow) throw error;
      for (const read of partsToRead(row, fields, partNames)) problems.among([row], read);
      return;
    }
    const ofModel = seen.get(sample.model) ?? new Map<string, Row>();
    seen.set(sample.model, ofModel);
    const before = ofModel.get(sample.id);
    if (before !== undefined) {
      const whose = sample.model === undefined ? '' : ` of model "${sample.model}"`;
      throw new RowError(row.place, `the id "${sample.id}"${whose} was used before, at ${before.place}`);
    }
    ofModel.set(sample.id, row);
    samples.push(sample);
  });
  problems.raise();
  return samples;
}

function toSample(row: Row, number: number, fields: FieldMap, partNames: readonly string[]): Sample {
  const textOf = (name: string) => text(field(row, fields, name), row, name);
  return {
    id: label(field(row, fields, 'id'), row, 'id') || String(number),
    model: label(field(row, fields, 'model'), row, 'model'),
    input: textOf('input'),
    output: textOf('output'),
    reference: textOf('reference'),
    human: human(row, fields),
    parts: parts(partNames, textOf),
  };
}

/** What a sample is made of, part by part: to find all that is wrong with a row of which one part is. */
function partsToRead(row: Row, fields: FieldMap, partNames: readonly string[]): (() => unknown)[] {
  const texts = ['id', 'model', 'input', 'output', 'reference', ...partNames];
  return [...texts.map((name) => () => text(field(row, fields, name), row, name)), ...humanScoresToRead(row, fields)];
}

/** The same for the human scores by criterion. */
function humanScoresToRead(row: Row, fields: FieldMap): (() => unknown)[] {
  const { human: from } = fields;
  if (isMapping(from))
    return Object.entries(from).map(
      ([criterion, each]) =>
        () =>
          human(row, { human: { [criterion]: each } }),
    );
  const value = from === null ? undefined : column(row, from ?? 'human');
  if (!isMapping(value)) return [() => human(row, fields)];
  return Object.entries(value).map(
    ([criterion, score]) =>
      () =>
        number(score, row, `human.${criterion}`),
  );
}

function parts(names: readonly string[], textOf: (name: string) => string | undefined): Sample['parts'] {
  if (names.length === 0) return NONE;
  const found = names.map((name) => [name, textOf(name)] as const);
  // Not by assignment, which sets the prototype where a part is called `__proto__`.
  return Object.fromEntries(found.filter((part): part is [string, string] => part[1] !== undefined));
}

function human(row: Row, fields: FieldMap): Sample['human'] {
  const value = field(row, fields, 'human');
  if (value === undefined || value === null) return NONE;
  if (typeof value !== 'object' || Array.isArray(value)) {
    const n = number(value, row, 'human');
    return n === undefined ? NONE : { '': n };
  }
  const scores = Object.entries(value).map(
    ([criterion, score]) => [criterion, number(score, row, `human.${criterion}`)] as const,
  );
  return Object.fromEntries(scores.filter((score): score is [string, number] => score[1] !== undefined));
}

/** The human score of a sample on a criterion: by its exact name, else whatever its case, else the one for all. */
export function humanScore(sample: Sample, criterion: string): number | undefined {
  // A criterion may be called like something that every object has: `constructor`.
  if (Object.hasOwn(sample.human, criterion)) return sample.human[criterion];
  const lower = criterion.toLowerCase();
  for (const [name, score] of Object.entries(sample.human)) if (name.toLowerCase() === lower) return score;
  return sample.human[''];
}
