import { type Question, toRequest } from '../model/ask.ts';
import { printable } from '../printable.ts';
import { count, dollars, plural } from './format.ts';
import { textTable } from './table.ts';

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

/** The table of a plan, and what it does not hold. */
export function planText(rows: readonly PlanRow[], recording: string): string {
  const table = textTable(
    [
      { name: 'model' },
      { name: 'backend' },
      { name: 'calls', align: 'right' },
      { name: 'recorded', align: 'right' },
      { name: 'to ask', align: 'right' },
      { name: 'prompt tokens', align: 'right' },
      { name: 'reply tokens', align: 'right' },
      { name: 'cost', align: 'right' },
    ],
    rows.map((row) => [
      printable(row.model),
      printable(row.backend),
      count(row.calls),
      count(row.recorded),
      count(row.calls - row.recorded),
      `~${count(row.promptTokens)}`,
      `~${count(row.replyTokens)}`,
      row.cost === undefined ? '' : `~${dollars(row.cost)}`,
    ]),
  );
  const toAsk = rows.reduce((sum, { calls, recorded }) => sum + calls - recorded, 0);
  const noPrice = rows.some(({ cost, calls, recorded }) => cost === undefined && calls > recorded);
  return [
    '',
    table,
    '',
    `A run would ask ${plural(toAsk, 'call')}, and more where replies can't be read. Recording: ${printable(recording)}`,
    ...(noPrice ? ['A model with a `price` in the config gets its cost told, too.'] : []),
  ].join('\n');
}

/** The first prompt that a model would be given. */
export function promptText(name: string, question: Question): string {
  const messages = toRequest(question).messages.map(
    ({ role, content }) => `--- ${role} ---\n${content.split('\n').map(printable).join('\n')}`,
  );
  return `\n=== ${printable(name)}: ${printable(question.task)} ===\n${messages.join('\n')}\n`;
}
