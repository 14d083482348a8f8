// For tests: models and judges that answer as they are told to, in place of servers.
import type { Row } from '../../data/row.ts';
import type { Ask, Model, Outcome, Question } from '../../model/ask.ts';
import type { Rating, Results } from '../evaluator.ts';
import { settling } from '../fixtures.ts';
import { mtBenchConfig, settleMtBench } from './config.ts';
import { mtBench } from './mt-bench.ts';

export const model = (name: string, more: Partial<Model> = {}): Model => ({
  name,
  model: name,
  backend: 'test',
  ...more,
});

/** Sessions of eight turns, each leaning on the one before; a right answer has the word "right". */
export const sessions = (count: number) =>
  Array.from({ length: count }, (_, s) => ({
    id: `s${s}`,
    category: s % 2 === 0 ? 'math' : 'writing',
    turns: Array.from({ length: 8 }, (_, t) => ({
      user: `question ${t + 1} of s${s}`,
      depends_on: t === 0 ? [] : [t],
      phenomenon: t === 0 ? 'none' : t % 2 === 0 ? 'anaphora' : 'ellipsis',
      checks: [{ type: 'contains', all: ['right'] }],
    })),
  }));

/** A config with one judge. */
export const judge = { judge: { model: 'judge' } };
export const isJudge = ({ model: { name } }: Question) => name.startsWith('judge');

/** Sound up to turn 4; in turn 5 it neglects turn 2, in turn 6 it invents something of turn 1. */
export function failsLate(question: Question): string {
  const turn = turnIn(question);
  if (!isJudge(question)) return turn === 5 || turn === 6 ? 'wrong' : 'right';
  if (turn === 5) return 'Hm. Context: [[neglect, turn 2]]\nRating: [[2]]';
  if (turn === 6) return 'Hm. Context: [[hallucination, turn 1]]\nRating: [[3]]';
  return `Well. Context: [[none]]\nRating: [[${10 - turn}]]`;
}

/** What a scripted server says: a reply, or what else becomes of the call. */
type Script = (question: Question) => string | Partial<Outcome> | undefined;

export interface Played extends Results {
  questions: Question[];
  ratings: Rating[];
  /** The value of a statistic. */
  statistic(criterion: string, statistic: string, model?: string): number | undefined;
  /** The ratings of a criterion, as [sample, turn, rating or status]. */
  rated(criterion: string): unknown[];
  inputs: Parameters<typeof mtBench.check>[0];
}

export interface Play {
  config?: object;
  rows: object[];
  models?: Model[];
  files?: Record<string, string>;
  /** Where it says nothing the call is planned. */
  script?: Script;
  window?: number;
}

/** A config with its defaults, and all that it names found. */
export const settled = (config: object) =>
  settleMtBench(mtBenchConfig().parse({ type: 'mt-bench', ...config }), settling);

/** Runs the evaluator against a script. */
export async function play({
  config = {},
  rows,
  models = [],
  files = {},
  script = () => undefined,
  window = 8,
}: Play): Promise<Played> {
  const named = settled(config);
  const contents = new Map(Object.entries(files));
  const data = await mtBench.read(asRows(rows), {}, { config: named, files: contents, rows: () => asRows([]) });
  const inputs = { config: named, data, models, seed: 1, files: contents };
  mtBench.check(inputs);
  const questions: Question[] = [];
  const ask: Ask = async (question) => {
    questions.push(question);
    const told = script(question);
    // Replies come in an order of their own.
    await new Promise((resolve) => setTimeout(resolve, (questions.length * 7) % 5));
    const key = `${question.task} #${question.ask}`;
    const common = { key, task: question.task, model: question.model };
    if (told === undefined) return { ...common, status: 'planned' };
    if (typeof told === 'string')
      return { ...common, status: 'answered', reply: { text: told, finish: 'stop', seconds: 0 } };
    return { ...common, ...told } as Outcome;
  };
  const ratings: Rating[] = [];
  await mtBench.collect({ ...inputs, ask, window, emit: (rows) => void ratings.push(...rows) });
  const results = mtBench.conclude(ratings, inputs);
  return {
    questions,
    ratings,
    ...results,
    statistic: (criterion, statistic, of = '') =>
      results.statistics.find(
        (each) => each.criterion === criterion && each.statistic === statistic && each.model === of,
      )?.value,
    rated: (criterion) =>
      ratings
        .filter((each) => each.criterion === criterion)
        .map(({ sample, turn, rating, status }) => [sample, turn, rating ?? status]),
    inputs,
  };
}

/** Which turn a question is about, from its task. */
export const turnIn = ({ task }: Question): number => Number(/turn (\d+)/.exec(task)?.[1]);

async function* asRows(values: object[]): AsyncGenerator<readonly Row[]> {
  yield values.map((value, i) => ({ value: value as Record<string, unknown>, place: `data.jsonl:${i + 1}` }));
}
