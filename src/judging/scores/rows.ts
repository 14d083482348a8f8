import { type Heading, headingOf } from './heading.ts';
import { labelOf } from './label.ts';
import { type WrittenScore, writtenScore } from './number.ts';

/** A row of a table, or an object in a list: cells in the order of their heads. */
export interface TableRow {
  cells: readonly string[];
}

/** The score that one row gives. */
interface ScoredRow<R> extends WrittenScore {
  word: string;
  label: number;
  row: R;
}

export interface ScoredRows<R> {
  scored: ScoredRow<R>[];
  /** What the column of the scores says of them. */
  heading: Heading;
}

/** Heads of a column that has the labels even where these are bare numbers, the surest first. */
const LABEL_HEADS = [
  /^(?:samples?|样本|サンプル|샘플)(?: (?:id|no|nr|number|label|name|index|#))?$/,
  /^(?:labels?|ids?|names?|texts?|responses?|outputs?|items?|answers?|dialogues?|conversations?)(?: (?:id|no|nr|number|label|name|index|#))?$/,
  /^(?:#|no|nr|number)$/,
];
/** More columns than any table of scores has. */
const WIDEST = 100;
const MAXIMUM = /(?<!\p{L})(?:max|maximum|out of)(?!\p{L})/u;

/**
 * The scores of rows with named cells. The labels are in the column that has `SampleN`; where labels are bare numbers, in
 * the one whose head says that they are labels: a first column of bare numbers may have ranks. The score is in the
 * column whose head names it most surely; in rows without such a head, in the only column that has numbers. Where two
 * columns could be either, nothing is read.
 */
export function scoresOfRows<R extends TableRow>(
  heads: readonly string[],
  rows: readonly R[],
): ScoredRows<R> | undefined {
  if (columnsOf(rows).length > WIDEST) return undefined;
  const labels = labelColumn(heads, rows);
  if (labels === undefined) return undefined;
  const all = rows.flatMap((row) => {
    const found = labelOf(row.cells[labels] ?? '');
    return found === undefined ? [] : { word: found.word ?? 'sample', label: found.label, row };
  });
  // Beside rows of samples, `Total 2` is none.
  const labelled = all.some(({ word }) => word === 'sample') ? all.filter(({ word }) => word === 'sample') : all;
  const body = labelled.map(({ row }) => row);
  const headings = heads.map(headingOf);
  const scores = scoreColumns(headings, body, labels);
  if (scores.length === 0) return undefined;
  const maximum = headings.findIndex(({ kind, name }) => kind === 'other' && MAXIMUM.test(name));
  const scored = labelled.map(({ word, label, row }) => {
    const { value, outOf } = scoreIn(row, scores);
    return { word, label, row, value, outOf: outOf ?? writtenScore(row.cells[maximum] ?? '').value };
  });
  return { scored, heading: headings[scores[0]!] ?? headingOf('') };
}

function labelColumn(heads: readonly string[], rows: readonly TableRow[]): number | undefined {
  const names = heads.map(plainHead);
  const columns = columnsOf(rows);
  const worded = (isSample: boolean) =>
    columns.filter((i) =>
      rows.some(({ cells }) => {
        const word = labelOf(cells[i] ?? '')?.word;
        return word !== undefined && (isSample ? word === 'sample' : headingOf(word).kind === 'unknown');
      }),
    );
  for (const found of [worded(true), worded(false)]) {
    if (found.length === 0) continue;
    return found.length === 1 ? found[0] : only(found.filter((i) => LABEL_HEADS[0]!.test(names[i] ?? '')));
  }
  for (const pattern of LABEL_HEADS) {
    const named = columns.filter((i) => pattern.test(names[i] ?? ''));
    // Where such a column has texts, the numbers beside it may be ranks.
    if (named.length > 0)
      return only(named.filter((i) => rows.some(({ cells }) => labelOf(cells[i] ?? '') !== undefined)));
  }
  return undefined;
}

function plainHead(head: string): string {
  return head
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
    .toLowerCase()
    .replace(/["'*`._:]+/g, ' ')
    .trim();
}

/** The columns that a row's score may stand in; more than one only where no row has two different scores in them. */
function scoreColumns(headings: readonly Heading[], body: readonly TableRow[], labels: number): number[] {
  const numeric = columnsOf(body).filter((i) => i !== labels && body.some((row) => scoresIn(row, [i]).length > 0));
  const kindOf = (i: number) => headings[i]?.kind ?? 'unknown';
  for (const kind of ['final', 'scores']) {
    const named = numeric.filter((i) => kindOf(i) === kind);
    if (named.length > 0) return body.every((row) => new Set(scoresIn(row, named)).size <= 1) ? named : [];
  }
  // `Clarity score` beside another criterion is one of several, `Total score` maybe their sum.
  const others = numeric.filter((i) => kindOf(i) !== 'draft' && kindOf(i) !== 'other');
  const isNamed = others.length === 1 && kindOf(others[0]!) !== 'unknown';
  return isNamed ? others : numeric.length === 1 ? numeric : [];
}

function scoresIn({ cells }: TableRow, columns: readonly number[]): number[] {
  return columns.map((i) => writtenScore(cells[i] ?? '').value).filter((value) => value !== undefined);
}

function scoreIn({ cells }: TableRow, columns: readonly number[]): WrittenScore {
  const written = columns.map((i) => writtenScore(cells[i] ?? ''));
  return written.find(({ value }) => value !== undefined) ?? { value: undefined, outOf: undefined };
}

function columnsOf(rows: readonly TableRow[]): number[] {
  const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  return Array.from({ length: width }, (_, i) => i);
}

function only(columns: readonly number[]): number | undefined {
  return columns.length === 1 ? columns[0] : undefined;
}
