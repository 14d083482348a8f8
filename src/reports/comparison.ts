import { appendTo } from '../append-to.ts';
import type { Comparison } from '../compare/compare.ts';
import type { Standing } from '../compare/leaderboard.ts';
import { printable } from '../printable.ts';
import { csvText } from '../results/csv.ts';
import { colors as pc } from './colors.ts';
import { explanation, leftOut, sentence } from './comparison-words.ts';
import { drawnTable } from './fitting-table.ts';
import { count, estimateText, percent, round, withInterval } from './format.ts';
import { codeSpan, markdownTable } from './markdown.ts';
import { methodOf } from './methods/table.ts';
import type { Column } from './table.ts';
import { wrapped } from './wrapped.ts';

/** Everything that a comparison has to say. */
export interface ComparisonReport {
  evaluator: string;
  comparisons: readonly Comparison[];
  leaderboard: readonly Standing[];
  /** Criteria that were left out as none was named and these are no outcomes. */
  notCompared: readonly string[];
  /** What to know about how far it can be trusted. */
  notes: readonly string[];
}

type Drawn = (columns: readonly Column[], rows: readonly (readonly string[])[]) => string;

/** How tables, names and verdicts are drawn. */
interface Style {
  table: Drawn;
  name: (text: string) => string;
  heading: (text: string) => string;
  prose: (text: string) => string;
  note: (text: string) => string;
  verdict: (comparison: Comparison, text: string) => string;
}

const TERMINAL: Style = {
  table: (columns, rows) =>
    drawnTable(
      columns.map((column, i) => ({ ...column, draw: (row: readonly string[]) => row[i]! })),
      rows,
      '--json',
    ),
  name: printable,
  heading: pc.bold,
  prose: (text) => wrapped(text, process.stdout.columns),
  note: (text) => wrapped(pc.yellow(`Note: ${printable(text)}`), process.stdout.columns),
  verdict: ({ verdict }, text) => (verdict === 'better' ? pc.green(text) : verdict === 'worse' ? pc.red(text) : text),
};

const MARKDOWN: Style = {
  table: markdownTable,
  name: codeSpan,
  heading: (text) => `### ${text}`,
  prose: (text) => text,
  note: (text) => `- ${codeSpan(text)}`,
  verdict: ({ verdict }, text) => (verdict === 'undecided' ? text : `**${text}**`),
};

export function comparisonText(report: ComparisonReport): string {
  return draw(report, TERMINAL).join('\n\n');
}

export function comparisonMarkdown(report: ComparisonReport): string {
  return draw(report, MARKDOWN).join('\n\n');
}

export function comparisonJson({ evaluator, comparisons, leaderboard, notCompared, notes }: ComparisonReport): string {
  const { sample } = methodOf(evaluator);
  const told = comparisons.map((each) => ({ ...each, says: sentence(each, sample) }));
  return JSON.stringify({ comparisons: told, leaderboard, notCompared, notes }, undefined, 2);
}

const CSV_COLUMNS = [
  'group',
  'criterion',
  'a',
  'b',
  'pairs',
  'samples',
  'meanA',
  'meanB',
  'difference',
  'low',
  'high',
  'p',
  'pHolm',
  'wins',
  'ties',
  'losses',
  'effect',
  'verdict',
  'needed',
  'onlyA',
  'onlyB',
  'unscoredA',
  'unscoredB',
] as const satisfies readonly (keyof Comparison)[];

const CSV_NAMES: Partial<Record<(typeof CSV_COLUMNS)[number], string>> = {
  group: 'model',
  meanA: 'mean_a',
  meanB: 'mean_b',
  low: 'ci_low',
  high: 'ci_high',
  pHolm: 'p_holm',
  onlyA: 'only_a',
  onlyB: 'only_b',
  unscoredA: 'unscored_a',
  unscoredB: 'unscored_b',
};

export function comparisonCsv({ comparisons }: ComparisonReport): string {
  return csvText(
    CSV_COLUMNS.map((column) => CSV_NAMES[column] ?? column),
    comparisons.map((each) => CSV_COLUMNS.map((column) => each[column])),
  );
}

function draw(report: ComparisonReport, style: Style): string[] {
  const { comparisons, leaderboard, notCompared, notes } = report;
  const method = methodOf(report.evaluator);
  const subjects = new Set(comparisons.flatMap(({ a, b }) => [a, b]));
  return [
    differences(comparisons, method.sample, style),
    // With two subjects the comparison itself says who is first.
    ...(subjects.size > 2 && leaderboard.length > 0 ? [style.heading('Leaderboard'), places(leaderboard, style)] : []),
    style.prose(explanation(comparisons, notCompared, method, style.name).join('\n')),
    missing(comparisons, style),
    notes.map(style.note).join('\n'),
  ].filter((part) => part !== '');
}

function differences(comparisons: readonly Comparison[], unit: string, style: Style): string {
  const groups = new Set(comparisons.map(({ group }) => group)).size > 1;
  const sides = new Set(comparisons.map(({ a, b }) => JSON.stringify([a, b]))).size > 1;
  const columns: Column[] = [
    { name: 'criterion', names: true },
    ...(groups ? [{ name: 'model', names: true as const }] : []),
    ...(sides ? (['compared', 'against'] as const).map((name) => ({ name, names: true as const })) : []),
    { name: 'difference', align: 'right' },
    { name: '[95%]', align: 'right', spare: 5 },
    { name: 'p (Holm)', align: 'right', spare: 4 },
    { name: 'won/tied/lost', align: 'right', spare: 2 },
    { name: 'effect', align: 'right', spare: 1 },
    { name: 'verdict' },
    { name: `${unit}s needed`, align: 'right', spare: 3 },
  ];
  const rows = comparisons.map((each) => {
    const { value, low, high } = estimateText(each.difference, each.low, each.high);
    return [
      style.name(each.criterion),
      ...(groups ? [style.name(each.group)] : []),
      ...(sides ? [style.name(each.b), style.name(each.a)] : []),
      signed(value),
      low === undefined ? '' : `[${low}, ${high}]`,
      pValue(each.pHolm),
      `${each.wins}/${each.ties}/${each.losses}`,
      each.effect === undefined ? '' : signed(round(each.effect, 2)),
      style.verdict(each, each.verdict === 'undecided' ? "can't tell" : each.verdict),
      each.needed === undefined ? '' : `≥ ${count(each.needed)}`,
    ];
  });
  const table = style.table(columns, rows);
  const [first] = comparisons;
  if (sides || first === undefined) return table;
  // Names that are the same in every row take no room from its figures.
  return `${style.prose(style.heading(`${style.name(first.b)} compared against ${style.name(first.a)}`))}\n\n${table}`;
}

function places(leaderboard: readonly Standing[], style: Style): string {
  const groups = new Set(leaderboard.map(({ group }) => group)).size > 1;
  const columns: Column[] = [
    { name: 'criterion', names: true },
    ...(groups ? [{ name: 'model', names: true as const }] : []),
    { name: 'rank', align: 'right' },
    { name: 'name', names: true },
    { name: 'mean [95%]', align: 'right' },
    { name: 'best of all', align: 'right', spare: 1 },
  ];
  const rows = leaderboard.map((each, i) => {
    const shared = leaderboard.some(
      (other, j) =>
        i !== j && other.group === each.group && other.criterion === each.criterion && other.rank === each.rank,
    );
    return [
      style.name(each.criterion),
      ...(groups ? [style.name(each.group)] : []),
      shared ? `${each.rank}=` : String(each.rank),
      style.name(each.subject),
      withInterval(each.mean, each.low, each.high),
      each.best === undefined ? '' : percent(each.best),
    ];
  });
  return style.table(columns, rows);
}

function missing(comparisons: readonly Comparison[], style: Style): string {
  const reasons = new Map<string, string[]>();
  for (const each of comparisons) {
    const left = leftOut(each, each.a, each.b);
    const what = each.group === '' ? each.criterion : `${each.criterion} of ${each.group}`;
    if (left !== undefined) appendTo(reasons, left, what);
  }
  const lines = [...reasons].map(
    ([left, of]) => `${[...new Set(of)].join(', ')}: left out as they have no pair: ${left}`,
  );
  return lines.map(style.note).join('\n');
}

/** With its sign; what rounds to nothing has none. */
function signed(text: string): string {
  return text.startsWith('-') || /^0(?:\.0*)?$/.test(text) ? text : `+${text}`;
}

function pValue(p: number | undefined): string {
  if (p === undefined) return '';
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}
