import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Mistake } from '../errors.ts';
import type { Statistic } from '../evaluators/evaluator.ts';
import { printable } from '../printable.ts';
import { bracketed, count, percent, plural } from './format.ts';
import { headlineOf } from './headline.ts';
import { codeSpan, markdownTable } from './markdown.ts';
import type { ReportedRun } from './reported-run.ts';

/** GitHub shows this many annotations of a kind for one step. */
const ANNOTATIONS = 10;

/**
 * Workflow commands that put failed gates and warnings on the page of a GitHub run: a line each.
 *
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function annotations(runs: readonly ReportedRun[]): string[] {
  return runs.flatMap(({ manifest, gates }) => {
    const failed = gates.filter(({ status }) => status === 'failed' || status === 'error');
    const errors = failed.map(({ gate, status, message }) =>
      command(
        'error',
        { title: `${manifest.name}: gate ${status === 'failed' ? 'failed' : 'not decided'}` },
        `${gate}: ${message}`,
      ),
    );
    const incomplete =
      manifest.state === 'complete'
        ? []
        : [command('error', { title: `${manifest.name}: ${manifest.state}` }, manifest.reason ?? manifest.state)];
    const warnings = manifest.warnings.map((warning) => command('warning', { title: manifest.name }, warning));
    const held =
      gates.length > 0 && failed.length === 0 && incomplete.length === 0
        ? [command('notice', { title: manifest.name }, `all ${count(gates.length)} gates held`)]
        : [];
    return [
      ...capped('error', manifest.name, [...incomplete, ...errors]),
      ...capped('warning', manifest.name, warnings),
      ...held,
    ];
  });
}

function capped(kind: Kind, title: string, lines: readonly string[]): string[] {
  if (lines.length <= ANNOTATIONS) return [...lines];
  const shown = ANNOTATIONS - 1;
  return [...lines.slice(0, shown), command(kind, { title }, `and ${count(lines.length - shown)} more; see the log`)];
}

type Kind = 'error' | 'warning' | 'notice';

/**
 * Workflow commands for what was wrong before anything was asked: a line for each mistake, at its place in a file where
 * it has one.
 *
 * @param workspace the folder of the repository, from which GitHub counts the paths of files
 */
export function mistakeAnnotations(mistakes: readonly Mistake[], workspace: string | undefined): string[] {
  const title = 'assay';
  const lines = mistakes.map(({ message, at }) =>
    command(
      'error',
      at === undefined ? { title } : { file: inRepository(at.file, workspace), line: at.line, col: at.column },
      message.replace(/\n\s*/g, '; '),
    ),
  );
  return capped('error', title, lines);
}

/** The path of a file in the repository; of one elsewhere, the whole path. */
function inRepository(file: string, workspace: string | undefined): string {
  const path = workspace ? relative(workspace, resolve(file)) : file;
  return path.startsWith('..') || isAbsolute(path) ? resolve(file) : path.replaceAll(sep, '/');
}

type Properties = { title: string } | { file: string; line: number; col: number };

/** A workflow command. Data in it can end neither the line nor the property that it stands in. */
export function command(kind: Kind, properties: Properties, message: string): string {
  const data = (text: string) => printable(text).replaceAll('%', '%25');
  const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
  const given = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  // The runner takes `##[` for the beginning of a command of the old form, wherever it stands.
  return `::${kind} ${given.join(',')}::${data(message)}`.replaceAll('##[', '# #[');
}

/** GitHub takes a summary of 1 MiB at most. */
const LONGEST_TABLE = 200;

/** The page of a GitHub step: for each run its headline and a table of its gates. What is added behind it begins anew. */
export function stepSummary(runs: readonly ReportedRun[]): string {
  return `${runs.map(runSummary).join('\n\n')}\n\n`;
}

function runSummary({ evaluator, manifest, statistics, gates }: ReportedRun): string {
  const icons = { held: '✅ held', failed: '❌ failed', error: '❌ not decided', undecided: '⏸ open' } as const;
  return [
    `## assay: ${codeSpan(manifest.name)}`,
    `${manifest.state}${manifest.reason === undefined ? '' : `: ${codeSpan(manifest.reason)}`} · ${percent(manifest.coverage)} scored`,
    headlineMarkdown(evaluator, statistics),
    gates.length === 0
      ? ''
      : markdownTable(
          [{ name: 'gate' }, { name: '' }, { name: 'by how much' }],
          gates.map(({ gate, status, message }) => [codeSpan(gate), icons[status], codeSpan(message)]),
        ),
    manifest.warnings.map((warning) => `- ${codeSpan(warning)}`).join('\n'),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function headlineMarkdown(evaluator: string, statistics: readonly Statistic[]): string {
  const { heads, figures, rows, noModel } = headlineOf(evaluator, statistics);
  if (rows.length === 0) return '';
  const table = markdownTable(
    [...heads.map((name) => ({ name })), ...figures.map(({ name }) => ({ name, align: 'right' as const }))],
    rows
      .slice(0, LONGEST_TABLE)
      .map((row) => [
        ...heads.map((head) => (row[head] === '' ? noModel : codeSpan(row[head]))),
        ...row.cells.map((cell, i) => (cell === undefined ? '' : bracketed(figures[i]!.show(cell)))),
      ]),
  );
  const more = rows.length - LONGEST_TABLE;
  return [
    table,
    ...(more > 0 ? [`and ${plural(more, 'more row')} in summary.csv`] : []),
    'Brackets hold 95% intervals.',
  ].join('\n\n');
}
