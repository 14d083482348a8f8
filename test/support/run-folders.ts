import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OwnTable, Rating, Score, Statistic } from '../../src/evaluators/evaluator.ts';
import { csvText } from '../../src/results/csv.ts';
import {
  RATING_COLUMNS,
  ratingRow,
  SCORE_COLUMNS,
  SUMMARY_COLUMNS,
  scoreRow,
  summaryRow,
} from '../../src/results/tables.ts';

interface MadeRun {
  evaluator: string;
  name: string;
  config?: unknown;
  scores?: Score[];
  ratings?: Rating[];
  statistics?: Statistic[];
  calls?: unknown[];
  tables?: Record<string, OwnTable>;
  warnings?: string[];
  state?: string;
  reason?: string;
}

/** Writes the folder of a run that never was, as a run would have written it. */
function writeRun(folder: string, run: MadeRun): string {
  const { evaluator, name, scores = [], ratings = [], statistics = [], calls = [], tables = {} } = run;
  mkdirSync(folder, { recursive: true });
  const write = (file: string, text: string) => writeFileSync(join(folder, file), text);
  write(
    'scores.csv',
    csvText(
      SCORE_COLUMNS,
      scores.map((score) => scoreRow(evaluator, score)),
    ),
  );
  write(
    'ratings.csv',
    csvText(
      RATING_COLUMNS,
      ratings.map((rating) => ratingRow(evaluator, rating)),
    ),
  );
  write(
    'summary.csv',
    csvText(
      SUMMARY_COLUMNS,
      statistics.map((each) => summaryRow(evaluator, each)),
    ),
  );
  write('calls.jsonl', calls.map((call) => `${JSON.stringify(call)}\n`).join(''));
  for (const [file, { columns, rows }] of Object.entries(tables)) write(file, csvText(columns, rows));
  const manifest = {
    tool: 'assay',
    version: '0.1.0',
    tables: 1,
    name,
    state: run.state ?? 'complete',
    ...(run.reason !== undefined && { reason: run.reason }),
    started: '2026-01-02T03:04:05.000Z',
    seconds: 60,
    config: run.config ?? { name, evaluator: { type: evaluator } },
    dataset: { path: '/data/made.jsonl', rows: scores.length, sha256: '0'.repeat(64) },
    files: {},
    seed: 1,
    coverage: 1,
    models: {},
    retries: {},
    recording: '/data/recording.jsonl',
    ownTables: Object.keys(tables),
    warnings: run.warnings ?? [],
    node: 'v20.0.0',
  };
  write('run.json', JSON.stringify(manifest));
  return folder;
}

/** A run of BatchEval over many samples, ten in a batch, with a text and a reply for each. */
export function largeRun(folder: string, samples: number, rounds = 2): string {
  const scores: Score[] = [];
  const ratings: Rating[] = [];
  const calls: unknown[] = [];
  const text = 'A judged text of some length, as one finds them in a dataset of dialogues. '.repeat(8);
  const score = (i: number, round: number) => 1 + ((i * 7 + round) % 41) / 10;
  for (let round = 0; round < rounds; round += 1) {
    for (let batch = 0; batch * 10 < samples; batch += 1) {
      const members = Array.from({ length: 10 }, (_, k) => batch * 10 + k).filter((i) => i < samples);
      const call = `${round}x${batch}`.padEnd(20, '0');
      const block = (i: number, k: number) => `<<<0123abcd Sample${k + 1}\n[Output]\nText ${i}. ${text}\n0123abcd>>>`;
      const reply = members.map((i, k) => `Sample${k + 1}: remark${i} on the text.`).join('\n\n');
      calls.push({
        task: `judge on quality, round ${round}, batch ${batch}`,
        key: call,
        request: { model: 'judge', messages: [{ role: 'user', content: members.map(block).join('\n\n') }] },
        reply: { text: reply, finish: 'stop', seconds: 1 },
      });
      for (const [position, i] of members.entries()) {
        const place = { judge: 'judge', model: i % 2 === 0 ? 'even' : 'odd', sample: `s${i}`, criterion: 'quality' };
        ratings.push({ ...place, round, batch, position, rating: score(i, round), status: 'ok', call });
      }
    }
  }
  for (let i = 0; i < samples; i += 1) {
    const values = Array.from({ length: rounds }, (_, round) => score(i, round));
    const place = { model: i % 2 === 0 ? 'even' : 'odd', sample: `s${i}`, criterion: 'quality' };
    const mean = values.reduce((sum, value) => sum + value, 0) / rounds;
    scores.push({ ...place, score: mean, stderr: 0.01 * (i % 30), ratings: rounds, human: 1 + (i % 5), status: 'ok' });
  }
  const statistics: Statistic[] = [
    { model: '', criterion: 'quality', statistic: 'mean', value: 3, low: 2.9, high: 3.1, n: samples },
  ];
  return writeRun(folder, { evaluator: 'batcheval', name: 'large', scores, ratings, calls, statistics });
}

/** A run of multi-turn checks: what its pictures are drawn from. */
export function multiTurnRun(folder: string): string {
  const models = ['alpha', 'beta', 'gamma'];
  const statistics: Statistic[] = models.flatMap((model, m) => {
    const at = (criterion: string, statistic: string, value: number, width: number): Statistic => ({
      model,
      criterion,
      statistic,
      value,
      low: value - width,
      high: value + width,
      n: 80,
    });
    const turns = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((turn) => [
      at('grade', `mean[turn=${turn}]`, 8 - m - turn * (0.1 + 0.1 * m), 0.3),
      at('failure', `rate[turn=${turn}]`, 0.05 + 0.02 * turn * (m + 1), 0.04),
      ...(turn > 1
        ? [
            at('context-error', `error_rate[turn=${turn}]`, 0.02 * turn * (m + 1), 0.03),
            at('grade', `context_gain[turn=${turn}]`, 2 - m + 0.1 * turn, 0.4),
          ]
        : []),
    ]);
    const categories = ['writing', 'math', 'coding', 'roleplay', 'reasoning'].map((category, c) =>
      at('grade', `mean[category=${category}]`, 8 - m - 0.4 * c, 0.5),
    );
    const kinds = ['neglect', 'hallucination', 'misunderstanding'].map((kind, k) =>
      at('context-error', `${kind}_rate`, 0.05 + 0.02 * k + 0.01 * m, 0.02),
    );
    const wins = models
      .filter((other) => other !== model)
      .map((other) => at('preference', `adjusted_win_rate[against=${other}]`, other > model ? 0.7 : 0.3, 0.1));
    const overall = [
      at('grade', 'mean', 7 - m, 0.2),
      at('grade', 'slope_over_turns', -0.1 * (m + 1), 0.05),
      at('grade', 'context_gain', 2.5 - m, 0.2),
      at('failure', 'rate', 0.1 * (m + 1), 0.04),
      at('context-error', 'error_rate', 0.1 * (m + 1), 0.04),
    ];
    return [...overall, ...turns, ...categories, ...kinds, ...wins];
  });
  const conversation =
    '<<<0123abcd Turn 1, user\nName a colour.\n0123abcd>>>\n\n<<<0123abcd Turn 1, assistant\nBlue.\n0123abcd>>>';
  const place = { model: 'alpha', sample: 'session-1', turn: 1, criterion: 'grade' };
  return writeRun(folder, {
    evaluator: 'mt-bench',
    name: 'multi-turn',
    statistics,
    scores: [
      { ...place, score: 8, ratings: 1, status: 'ok' },
      { ...place, criterion: 'failure', score: 0, ratings: 1, status: 'ok' },
    ],
    ratings: [{ ...place, judge: 'judge', round: 0, rating: 8, status: 'ok', call: 'c'.repeat(20) }],
    calls: [
      {
        task: 'judge on session-1',
        key: 'c'.repeat(20),
        request: { messages: [{ role: 'user', content: conversation }] },
        reply: { text: 'A fine colour.\nRating: [[8]]', finish: 'stop' },
      },
    ],
  });
}

/** What an attacker would write: into ids, names, texts, replies and statistics. */
export const ATTACKS = [
  '<script>window.pwned = 1; alert(1)</script>',
  '</script><script>window.pwned = 2; alert(2)</script>',
  '<!--<script>',
  '"><img src="https://example.com/x.png" onerror="window.pwned = 3; alert(3)">',
  '</title></style></svg><svg onload="window.pwned = 4">',
  "' onfocus='window.pwned = 5' autofocus x='",
  '{{constructor.constructor("window.pwned = 6")()}}',
  '\u001b[2J\u001b[31mred\u001b[0m',
  'user\u202egpj.exe',
  '__proto__',
  '=HYPERLINK("https://example.com")',
  'javascript:alert(7)',
  '\\u003cscript\\u003e',
  '\ud800 alone',
  '\u2028line\u2029separators\0nul',
  '];window.pwned=8;//',
];

/** A run in which every text from outside is an attack. */
export function hostileRun(folder: string): string {
  const key = (i: number) => String(i).padStart(20, 'f');
  const scores = ATTACKS.map(
    (attack, i): Score => ({
      model: attack,
      sample: attack,
      criterion: ATTACKS[i % 2]!,
      score: 1 + (i % 5),
      stderr: 0.1,
      ratings: 1,
      human: 1 + ((i + 1) % 5),
      status: 'ok',
    }),
  );
  return writeRun(folder, {
    evaluator: 'batcheval',
    name: ATTACKS[1]!,
    config: {
      name: ATTACKS[0],
      evaluator: { type: 'batcheval', criteria: [{ name: ATTACKS[0], scale: [1, 5], question: ATTACKS[3] }] },
    },
    scores,
    ratings: scores.map(({ model, sample, criterion, score }, i) => ({
      judge: ATTACKS[(i + 2) % ATTACKS.length]!,
      model,
      sample,
      criterion,
      round: 0,
      batch: 0,
      position: 0,
      rating: score,
      status: 'ok',
      call: key(i),
    })),
    statistics: scores.flatMap(({ model, criterion }, i): Statistic[] => [
      { model, criterion, statistic: 'mean', value: i, low: i - 1, high: i + 1, n: 3 },
      { model, criterion, statistic: `x[${ATTACKS[i]}=1]`, value: i, n: 3 },
    ]),
    calls: ATTACKS.map((attack, i) => ({
      task: attack,
      key: key(i),
      request: {
        messages: [{ role: attack, content: `${attack}\n\n<<<0123abcd Sample1\n${attack}\nffffffff>>>\n0123abcd>>>` }],
      },
      reply: { text: `Sample1: ${attack}\n\nFloat Scores: [Sample1:3]`, finish: i % 2 === 0 ? 'stop' : 'length' },
    })),
    tables: { '<x>.csv': { columns: ['a'], rows: [['b']] } },
    warnings: [...ATTACKS],
    state: 'failed',
    reason: ATTACKS[0]!,
  });
}
