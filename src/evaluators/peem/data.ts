// What PEEM works on: items, which models are asked or were asked, and predictions where they exist already. Gold
// answers come along, but only to report how well the ranking did.
import { basename, extname } from 'node:path';
import { abridged } from '../../abridged.ts';
import { column, type FieldMap, field, label as nameIn, text } from '../../data/fields.ts';
import { type Row, RowError } from '../../data/row.ts';
import { RowProblems } from '../../data/row-problems.ts';
import { UsageError } from '../../errors.ts';
import { nearestName } from '../../suggest.ts';
import type { Sources } from '../evaluator.ts';
import { type PeemConfig, predictionFiles } from './config.ts';
import { GivenPredictions, sampleNumber } from './given-predictions.ts';
import { isVector, labelReader, predictionReader, type ReadValue } from './prediction-values.ts';
import type { Prediction } from './predictions.ts';

/** A thing that models are asked. */
export interface Item {
  id: string;
  /** The prompt. */
  input?: string;
  /** Further parts, for a prompt template. */
  parts: Record<string, string>;
  gold?: Prediction;
  /** The labels of one human or of several. */
  human: readonly Prediction[];
  /** How many options it has, where that is known. */
  options?: number;
}

export interface PeemData {
  /** In the order of the dataset. */
  items: readonly Item[];
  /** Predictions that exist already; undefined where models are to be asked. */
  predictions?: GivenPredictions;
}

const OWN_FIELDS = new Set(['id', 'model', 'input', 'answer', 'reference', 'human', 'options']);
const OF_PREDICTIONS = new Set(['sample', 'prediction', 'predictions', 'item']);

/**
 * Reads items from the dataset, and predictions from the files that the config names or from the dataset itself, if it
 * has the columns `model` and `prediction` (or `predictions`).
 *
 * @throws UsageError with the rows that are wrong
 */
export async function read(
  rows: AsyncIterable<readonly Row[]>,
  fields: FieldMap,
  { config, rows: rowsOf }: Pick<Sources<PeemConfig>, 'config' | 'rows'>,
): Promise<PeemData> {
  const files = predictionFiles(config);
  const label = labelReader(config);
  const readPrediction = predictionReader(config);
  const items: Item[] = [];
  const indexOf = new Map<string, number>();
  const predictions = new GivenPredictions();
  const problems = new RowProblems();
  await problems.each(rows, (row) => {
    const given = files.length > 0 ? undefined : givenIn(row, fields);
    const id = nameIn(field(row, fields, 'id') ?? column(row, 'item'), row, 'id') || String(items.length + 1);
    let index = indexOf.get(id);
    if (index === undefined) {
      index = items.push(itemOf(row, fields, id, label)) - 1;
      indexOf.set(id, index);
    } else if (given === undefined) throw new RowError(row.place, `the id "${id}" was used before`);
    if (given !== undefined) add(predictions, given, index, items[index]!, readPrediction, row);
  });
  for (const file of files) {
    await problems.each(rowsOf(file.path), (row) => {
      const given = givenInFile(row, config, file);
      const index = indexOf.get(given.item);
      if (index === undefined) predictions.unknownItems += 1;
      else add(predictions, given, index, items[index]!, readPrediction, row);
    });
  }
  problems.raise();
  if (files.length > 0 && predictions.models.length === 0 && items.length > 0) throw noneFits(predictions, items);
  return files.length > 0 || predictions.models.length > 0 ? { items, predictions } : { items };
}

/** Predictions as a row gives them. */
interface GivenRow {
  model: string;
  sample: unknown;
  /** One, or a list of them. */
  value: unknown;
  several: boolean;
}

/** The predictions in a row of the dataset, if it has any. */
function givenIn(row: Row, fields: FieldMap): GivenRow | undefined {
  const one = field(row, fields, 'prediction');
  const several = one === undefined ? field(row, fields, 'predictions') : undefined;
  if (one === undefined && several === undefined) return undefined;
  const model = nameIn(field(row, fields, 'model'), row, 'model');
  if (model === undefined || model === '') {
    throw new RowError(
      row.place,
      `this row has a prediction, but does not say whose; map the model's column in dataset.fields.model, or name the file in evaluator.predictions`,
    );
  }
  return { model, sample: field(row, fields, 'sample'), value: one ?? several, several: several !== undefined };
}

function givenInFile(
  row: Row,
  { columns }: PeemConfig,
  file: { path: string; model?: string },
): GivenRow & { item: string } {
  const item = nameIn(
    columns.item === undefined ? (column(row, 'item') ?? column(row, 'id')) : column(row, columns.item),
    row,
    'item',
  );
  if (item === undefined) throw lacks(row, columns.item ?? 'item', 'item', "the item's id");
  const model = file.model ?? nameIn(column(row, columns.model), row, 'model') ?? nameOf(file.path);
  const one = column(row, columns.prediction);
  const several = one === undefined ? column(row, columns.predictions) : undefined;
  if (one === undefined && several === undefined) throw lacks(row, columns.prediction, 'prediction', 'a prediction');
  const sample = column(row, columns.sample);
  return { item, model, sample, value: one ?? several, several: several !== undefined };
}

function add(
  predictions: GivenPredictions,
  { model, sample, value, several }: GivenRow,
  index: number,
  { options }: Item,
  readPrediction: ReadValue,
  row: Row,
): void {
  const at = sampleNumber(sample, row);
  if (!several) {
    predictions.add(model, index, at, readPrediction(value, options), row);
    return;
  }
  const list = typeof value === 'string' ? listIn(value, row) : value;
  if (!Array.isArray(list)) throw new RowError(row.place, `"predictions" must be a list, one prediction a sample`);
  for (const each of list) predictions.add(model, index, undefined, readPrediction(each, options), row);
}

/** A list in a cell of CSV is JSON. */
function listIn(cell: string, row: Row): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    throw new RowError(row.place, `"predictions" must be a list, one prediction a sample; in CSV, as JSON`);
  }
}

function itemOf(row: Row, fields: FieldMap, id: string, label: ReadValue): Item {
  const input = text(field(row, fields, 'input'), row, 'input');
  const answer = field(row, fields, 'answer') ?? field(row, fields, 'reference');
  const given = answer !== undefined && answer !== null && answer !== '';
  const human = field(row, fields, 'human');
  const options = optionCount(field(row, fields, 'options'), row) ?? vectorLength(answer) ?? vectorLength(human);
  const gold = given ? label(answer, options) : null;
  if (given && gold === null) {
    throw new RowError(
      row.place,
      `the gold answer ${abridged(answer)} can't be compared by this kind of consistency; dataset.fields.answer: null leaves it out`,
    );
  }
  const labels = humanLabels(human, row, (value) => label(value, options));
  return {
    id,
    ...(input !== undefined && { input }),
    parts: partsOf(row, fields),
    ...(gold !== null && { gold }),
    human: labels,
    ...(options !== undefined && { options }),
  };
}

/** One label, or a list of them where several people gave one; a 0/1 vector is one label. */
function humanLabels(value: unknown, row: Row, label: ReadValue): Prediction[] {
  if (value === undefined || value === null || value === '') return [];
  if (typeof value === 'object' && !Array.isArray(value)) {
    const keys = Object.keys(value);
    throw new RowError(
      row.place,
      `"human" holds several labels (${keys.join(', ')}); choose one: dataset.fields.human: human.${keys[0] ?? '…'}`,
    );
  }
  const several = Array.isArray(value) && !isVector(value);
  return (several ? (value as unknown[]) : [value]).flatMap((each) => {
    if (each === null || each === '') return [];
    const read = label(each);
    if (read !== null) return [read];
    throw new RowError(
      row.place,
      `the human label ${abridged(each)} can't be compared by this kind of consistency; dataset.fields.human: null leaves it out`,
    );
  });
}

/** A number of options, or a list of them. */
function optionCount(value: unknown, row: Row): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const count = Array.isArray(value) ? value.length : Number(value);
  if (Number.isInteger(count) && count >= 1 && count <= 26) return count;
  throw new RowError(row.place, `"options" must be a number from 1 to 26, or a list of as many`);
}

const vectorLength = (value: unknown): number | undefined => (isVector(value) ? value.length : undefined);

function partsOf(row: Row, fields: FieldMap): Record<string, string> {
  const names = Object.keys(fields).filter((name) => !OWN_FIELDS.has(name) && !OF_PREDICTIONS.has(name));
  const found = names.map((name) => [name, text(field(row, fields, name), row, name)] as const);
  // Not by assignment, which sets the prototype where a part is called `__proto__`.
  return Object.fromEntries(found.filter((part): part is [string, string] => part[1] !== undefined));
}

const nameOf = (path: string): string => basename(path, extname(path));

function lacks(row: Row, name: string, role: string, what: string): RowError {
  const names = Object.keys(row.value);
  const nearest = nearestName(name, names);
  return new RowError(
    row.place,
    `this row has no "${name}" (${what}; evaluator.columns.${role})${nearest ? `; did you mean "${nearest}"?` : '.'} It has: ${names.join(', ')}`,
  );
}

function noneFits(predictions: GivenPredictions, items: readonly Item[]): UsageError {
  if (predictions.unknownItems === 0) return new UsageError('the prediction files are empty');
  return new UsageError(
    `none of the ${predictions.unknownItems} predictions is for an item of the dataset: the ids of both must be the same (the dataset has "${items[0]!.id}")`,
  );
}
