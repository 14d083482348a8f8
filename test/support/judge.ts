import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsv } from '../../src/results/csv.ts';
import { type Behaviour, drop, fail, neverAnswer, type Said, say } from './model-server.ts';

/** The text of the n-th sample: what it is worth can be told from the text alone. */
const textOf = (n: number) => `text ${n} end`;

/** What the n-th sample is worth, from 0 to 10. */
const worthOf = (n: number) => (n * 7) % 11;

/** The worth of the samples of a batch, in the order of the prompt. */
function worthsIn(prompt: string): number[] {
  return [...prompt.matchAll(/text (\d+) end/g)].map(([, n]) => worthOf(Number(n)));
}

export const scores = (worths: readonly number[]) =>
  `Scores: [${worths.map((worth, i) => `Sample${i + 1}:${worth}`).join(', ')}]`;

/** A judge that gives every sample what it is worth. */
export const judge: Behaviour = say(({ body }) => ({ text: scores(worthsIn(body.messages[0].content)) }));

/** A judge that says it in its own way. */
export const judgeWho = (says: (worths: number[], number: number) => Said): Behaviour =>
  say(({ body, number }) => says(worthsIn(body.messages[0].content), number));

/** Numbers from 0 to 1 that are the same every time: the linear congruential generator of C's rand. */
export function lottery(seed = 1): () => number {
  let n = seed;
  return () => {
    n = (n * 1_103_515_245 + 12_345) % 2 ** 31;
    return n / 2 ** 31;
  };
}

/** A server with all the faults of a busy one, each in this share of the calls; it counts them. */
export function faulty(behaviour: Behaviour, counts: Record<string, number>): Behaviour {
  const draw = lottery();
  const faults: [string, number, Behaviour][] = [
    ['rate-limited', 0.1, (response) => fail(429, 'Rate limit reached.', { 'retry-after': '0.05' })(response)],
    ['server-error', 0.05, (response) => fail(500, 'The server had an error.')(response)],
    ['unreachable', 0.02, drop],
    ['timed-out', 0.02, neverAnswer],
  ];
  return (response, request) => {
    let at = draw();
    for (const [name, share, fault] of faults) {
      if (at < share) {
        counts[name] = (counts[name] ?? 0) + 1;
        return fault(response, request);
      }
      at -= share;
    }
    return behaviour(response, request);
  };
}

export interface JudgingRun {
  samples: number;
  batchSize?: number;
  rounds?: number;
  criteria?: number;
  backend: object;
  judge?: object;
  /** Further keys of the config. */
  over?: object;
}

/** A run config `run.yaml` with its data: BatchEval over samples whose worth is known. */
export function writeJudging(folder: string, run: JudgingRun): void {
  const { samples, batchSize = 4, rounds = 1, criteria = 1, backend, over } = run;
  const rows = Array.from({ length: samples }, (_, n) => JSON.stringify({ id: `s${n}`, output: textOf(n) }));
  writeFileSync(join(folder, 'data.jsonl'), rows.join('\n'));
  const names = Array.from({ length: criteria }, (_, i) => `c${i}`);
  const config = {
    name: 'r',
    backend,
    dataset: { path: 'data.jsonl' },
    evaluator: {
      type: 'batcheval',
      judge: { model: 'j', ...run.judge },
      batchSize,
      rounds,
      criteria: names.map((name) => ({ name, scale: [0, 10], question: 'How good?' })),
    },
    ...over,
  };
  writeFileSync(join(folder, 'run.yaml'), JSON.stringify(config));
}

export const tableOf = (folder: string, name: string) =>
  parseCsv(readFileSync(join(folder, `results/r/${name}.csv`), 'utf8'));

export const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'results/r/run.json'), 'utf8'));

/** The ratings that are not what the sample is worth: there must be none, whatever went wrong. */
export const misplaced = (folder: string) =>
  tableOf(folder, 'ratings').filter(
    ({ sample, rating, status }) =>
      (status === 'ok') !== (rating !== undefined) ||
      (rating !== undefined && Number(rating) !== worthOf(Number(sample!.slice(1)))),
  );
