import { type Question, toRequest } from '../model/ask.ts';
import { printable } from '../printable.ts';
import { listed } from '../suggest.ts';
import { type Drawn, drawnTable } from './fitting-table.ts';
import { count, dollars, plural } from './format.ts';
import { wrapped } from './wrapped.ts';

/** What a run would ask of a model. */
export interface PlanRow {
  model: string;
  backend: string;
  calls: number;
  recorded: number;
  promptTokens: number;
  replyTokens: number;
  cost: number | undefined;
}

const COLUMNS: Drawn<PlanRow>[] = [
  { name: 'model', draw: ({ model }) => printable(model), names: true },
  { name: 'backend', draw: ({ backend }) => printable(backend), spare: 1, names: true },
  { name: 'calls', align: 'right', draw: ({ calls }) => count(calls), spare: 3 },
  { name: 'recorded', align: 'right', draw: ({ recorded }) => count(recorded), spare: 2 },
  { name: 'to ask', align: 'right', draw: ({ calls, recorded }) => count(calls - recorded) },
  { name: 'prompt tokens', align: 'right', draw: ({ promptTokens }) => about(promptTokens), spare: 5 },
  { name: 'reply tokens', align: 'right', draw: ({ replyTokens }) => about(replyTokens), spare: 4 },
  { name: 'cost', align: 'right', draw: ({ cost }) => (cost === undefined ? '' : `~${dollars(cost)}`) },
];

/** What beside its rows a plan depends on. */
export interface PlanFacts {
  /** Where recorded calls are looked for. */
  recordings: readonly string[];
  /** Nothing can be asked: what is not recorded is an error. */
  replayed: boolean;
  /** Whether a reply that can't be read is asked for again. */
  asksAgain: boolean;
}

/** The table of a plan, and what it does not hold. */
export function planText(rows: readonly PlanRow[], { recordings, replayed, asksAgain }: PlanFacts): string {
  const calls = rows.reduce((sum, row) => sum + row.calls, 0);
  const toAsk = rows.reduce((sum, { calls, recorded }) => sum + calls - recorded, 0);
  const asked =
    calls === 0
      ? 'A run would make no calls.'
      : toAsk === 0
        ? 'A run would ask nothing, as all calls are recorded.'
        : replayed
          ? `A run would fail: ${plural(toAsk, 'call')} ${toAsk === 1 ? 'is' : 'are'} not recorded, and a replay asks nothing.`
          : `A run would make ${plural(toAsk, 'call')}${asksAgain ? ", and more where replies can't be read" : ''}.`;
  const prose = [
    `${asked} ${recordings.length === 1 ? 'Recording' : 'Recordings'}: ${recordings.map(printable).join(', ')}`,
    ...costProse(rows),
  ];
  const table = rows.length === 0 ? [] : [drawnTable(COLUMNS, rows, '--json'), ''];
  return ['', ...table, ...prose.map((text) => wrapped(text, process.stdout.columns))].join('\n');
}

/** What all models would cost together, and which of them are not in it. */
function costProse(rows: readonly PlanRow[]): string[] {
  const asked = rows.filter(({ calls, recorded }) => calls > recorded);
  const priced = asked.flatMap(({ cost }) => cost ?? []);
  const free = asked.filter(({ cost }) => cost === undefined).map(({ model }) => model);
  if (priced.length === 0) {
    return free.length === 0 ? [] : ['The cost of a model is shown where the config gives its `price`.'];
  }
  if (asked.length === 1) return [];
  const sum = `In all about ${dollars(priced.reduce((sum, cost) => sum + cost, 0))}`;
  return [free.length === 0 ? `${sum}.` : `${sum}, without ${printable(listed(free))}: the config gives no \`price\`.`];
}

function about(n: number): string {
  return n === 0 ? '0' : `~${count(n)}`;
}

/** The first prompt that a model would be given. */
export function promptText(name: string, question: Question): string {
  const messages = toRequest(question).messages.map(
    ({ role, content }) => `--- ${role} ---\n${content.split('\n').map(printable).join('\n')}`,
  );
  return `\n=== ${printable(name)}: ${printable(question.task)} ===\n${messages.join('\n')}\n`;
}
