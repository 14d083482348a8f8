// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how references are written
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { complaint, GOOD, KEY, load, problems } from '../../test/support/config-source.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { UsageError } from '../errors.ts';
import { loadConfig } from './load.ts';

test('a good config: names, paths, defaults and the environment are settled', () => {
  const { config, folder, secrets } = load(GOOD);
  expect(config).toMatchObject({
    name: 'good',
    path: join(folder, 'c.yaml'),
    backends: {
      local: { type: 'ollama', baseUrl: 'http://127.0.0.1:11434', concurrency: 4 },
      cloud: { baseUrl: 'https://api.example.com/v1', apiKey: KEY, retries: { tries: 10 } },
    },
    dataset: { path: join(folder, 'data/d.jsonl') },
    models: [],
    seed: 1,
    minCoverage: 0.99,
    evaluator: { rounds: 3, batchSize: 10, judge: { name: 'gpt-4o', backend: 'cloud' } },
  });
  expect(secrets).toEqual([KEY]);
});

test('what is left out: the name comes from the file, the one backend needs no name', () => {
  const { config } = load(
    GOOD.replace('name: good\n', '')
      .replace(/backends:.*?dataset/s, 'backend: { type: ollama }\ndataset')
      .replace('backend: cloud, ', ''),
  );
  expect(config.name).toBe('c');
  expect(config.evaluator).toMatchObject({ judge: { backend: 'default' } });
});

const DELIBERATE: [string, [string, string], [string, string | undefined]][] = [
  ['an unknown key', ['rounds: 3', 'roundz: 3'], ['12:3: unknown key `roundz`; did you mean `rounds`?', 'roundz']],
  [
    'an unknown key in flow style',
    ['temperature: 0.2', 'temprature: 0.2'],
    ['11:43: unknown key `temprature`; did you mean `temperature`?', 'temprature'],
  ],
  [
    'an unknown key of a backend of a type',
    ['type: openai\n', 'type: openai\n    concurency: 3\n'],
    ['6:5: unknown key `concurency`; did you mean `concurrency`?', 'concurency'],
  ],
  [
    'an unknown key that is like none',
    ['name: good', 'name: good\nzzzzzzzz: 1'],
    [expect.stringMatching(/^2:1: unknown key `zzzzzzzz`; it may hold: name, backend, .*seed/) as never, 'zzzzzzzz'],
  ],
  [
    'a wrong type',
    ['rounds: 3', 'rounds: three'],
    ['12:11: `evaluator.rounds` must be a number, found "three"', 'three'],
  ],
  ['a fraction', ['rounds: 3', 'rounds: 2.5'], ['12:11: `evaluator.rounds` must be a whole number, found 2.5', '2.5']],
  ['too small a number', ['rounds: 3', 'rounds: 0'], ['12:11: `evaluator.rounds` must be at least 1, found 0', '0']],
  [
    'too large a number',
    ['temperature: 0.2', 'temperature: 3'],
    ['11:56: `evaluator.judge.temperature` must be at most 2, found 3', '3'],
  ],
  [
    'a wrong word',
    ['rounds: 3', 'procedure: two-stages'],
    [
      '12:14: `evaluator.procedure` must be one of `one-stage`, `two-stage`, `three-stage`, found "two-stages"; did you mean `two-stage`?',
      'two-stages',
    ],
  ],
  [
    'a wrong type of evaluator',
    ['type: batcheval', 'type: batchevall'],
    [
      expect.stringMatching(
        /^10:9: `evaluator.type` must be .*`batcheval`.* found "batchevall"; did you mean `batcheval`\?$/,
      ) as never,
      'batchevall',
    ],
  ],
  [
    'a wrong type of backend',
    ['type: openai', 'type: opnai'],
    [
      '5:11: `backends.cloud.type` must be one of `ollama`, `openai`, `replay`, found "opnai"; did you mean `openai`?',
      'opnai',
    ],
  ],
  [
    'something missing',
    ['model: gpt-4o, ', ''],
    ['11:3: `evaluator.judge.model` is missing; it must be a text', 'judge'],
  ],
  [
    'a backend that is not there',
    ['backend: cloud', 'backend: clout'],
    ['11:21: there is no backend `clout`; did you mean `cloud`?', 'clout'],
  ],
  [
    'a value below a key that is a number',
    ['1: no', '1: 7'],
    ['14:77: `evaluator.criteria.0.anchors.1` must be a text, found 7', '7'],
  ],
  [
    'an address that is none',
    ['https://api.example.com/v1/', 'api.example.com'],
    ['6:14: `backends.cloud.baseUrl` must be an http:// or https:// address', 'api.example.com'],
  ],
  [
    'an address with a password',
    ['https://api', 'https://:password@api'],
    [
      '6:14: `backends.cloud.baseUrl` must not hold a user or password; put them into headers',
      'https://:password@api.example.com/v1/',
    ],
  ],
  [
    'a name that is a path',
    ['name: good', 'name: ../good'],
    ['1:7: `name` may have letters, digits, dots, dashes and underscores, as it names a folder', '../good'],
  ],
  [
    'a variable that is not set',
    ['${KEY}', '${NO_KEY}'],
    ['7:13: the environment variable NO_KEY is not set; set it, or give a default: ${NO_KEY:-value}', '${NO_KEY}'],
  ],
  [
    'too long a time',
    ['type: openai\n', 'type: openai\n    timeout: 1e9\n'],
    ['6:14: `backends.cloud.timeout` must be at most 1000000, found 1000000000', '1e9'],
  ],
  [
    'a key twice',
    ['rounds: 3', 'rounds: 3\n  rounds: 4'],
    ['13:3: this key stands in the same mapping above; leave one of the two', 'r'],
  ],
];

test.each(DELIBERATE)('%s', (_, [right, wrong], problem) => {
  expect(GOOD.split(right)).toHaveLength(2);
  expect(problems(GOOD.replace(right, wrong))).toEqual([problem]);
});

test('a problem behind an alias is shown where the thing itself stands', () => {
  const source = GOOD.replace(
    'name: good',
    'name: good\nmodels: [&j { backend: cloud, model: m, temperature: warm }]',
  ).replace(/judge: .*/, 'judge: *j');
  expect(problems(source)).toEqual([
    ['2:54: `models.0.temperature` must be a number, found "warm"', 'warm'],
    ['2:54: `evaluator.judge.temperature` must be a number, found "warm"', 'warm'],
  ]);
});

test('all problems are shown at once, in the order of the file', () => {
  const source = GOOD.replace('rounds: 3', 'roundz: 3\n  batchSize: ten')
    .replace('name: good', 'nme: good')
    .replace('${KEY}', '${NO}');
  const found = problems(source).map(([head]) => head.split(':')[0]);
  expect(found).toEqual(['1', '7', '12', '13']);
  expect(complaint(source)).toMatch(/\n\nc.yaml: 4 problems; nothing was asked$/);
});

test('a variable that is not set is one problem, not two', () => {
  expect(problems(GOOD.replace('Is it clear?', '"${QUESTION}"'))).toHaveLength(1);
});

test('a problem as it is shown', () => {
  expect(complaint(GOOD.replace('rounds: 3', '\troundz: 3').replace('\t', ''))).toBe(
    [
      'c.yaml:12:3: unknown key `roundz`; did you mean `rounds`?',
      '  12 |   roundz: 3',
      '     |   ^^^^^^',
      '',
      'c.yaml: 1 problem; nothing was asked',
    ].join('\n'),
  );
});

test.each([
  ['middle', `{ ${'a'.repeat(60)}: 1, roundz: 3, ${'b'.repeat(60)}: 1 }`],
  ['end', `{ ${'a'.repeat(90)}: 1, roundz: 3 }`],
  ['beginning', `{ roundz: 3, ${'a'.repeat(90)}: 1 }`],
])('of a long line, what is around a mistake at its %s is shown', (_, dataset) => {
  const lines = complaint(GOOD.replace(/^dataset: .*/m, `dataset: ${dataset}`)).split('\n');
  const at = lines.findIndex((line) => line.includes('unknown key `roundz`'));
  const [shown, caret] = lines.slice(at + 1, at + 3);
  expect(shown!.length).toBeLessThan(80);
  expect(shown!.slice(caret!.indexOf('^'), caret!.lastIndexOf('^') + 1)).toBe('roundz');
});

test('foreign line ends and a BOM change nothing', () => {
  const source = GOOD.replace('rounds: 3', 'roundz: 3');
  expect(complaint(`\uFEFF${source.replaceAll('\n', '\r\n')}`)).toBe(complaint(source));
});

test.each([
  ['broken YAML', 'name: [\nfoo: }', /c.yaml:2:\d+: /],
  ['an empty file', '', /`dataset` is missing.*`evaluator`/s],
  ['a list', '- a\n- b\n', /^c.yaml:1:1: the config must be a mapping, found \["a","b"\]/],
  ['a text', 'hello', /^c.yaml:1:1: the config must be a mapping, found "hello"/],
])('%s', (_, source, message) => {
  expect(complaint(source)).toMatch(message);
});

test('aliases that would fill the memory are refused', () => {
  let bomb = 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n';
  for (let i = 1; i < 12; i += 1) bomb += `a${i}: &a${i} [${Array(10).fill(`*a${i - 1}`)}]\n`;
  expect(complaint(bomb)).toMatch(/alias/);
});

test('a file that is not there, or is a folder', () => {
  const folder = tempFolder();
  expect(() => loadConfig(join(folder, 'no.yaml'))).toThrow(UsageError);
  expect(() => loadConfig(join(folder, 'no.yaml'))).toThrow(/no such file; `assay init`/);
  expect(() => loadConfig(folder)).toThrow(/this is a folder/);
});

test('a backend and backends exclude each other', () => {
  expect(complaint(`backend: { type: ollama }\n${GOOD}`)).toContain('`backend` and `backends` exclude each other');
});

test('two models of one name are told apart, or refused', () => {
  const models = (second: string) =>
    GOOD.replace(
      'name: good',
      `name: good\nmodels: [{ backend: local, model: m }, { backend: cloud, model: m${second} }]`,
    );
  expect(complaint(models(''))).toContain('two of these are called "m"; give one of them a `name`');
  expect(load(models(', name: n')).config.models.map(({ name }) => name)).toEqual(['m', 'n']);
});

test('a judge may be one of the models, but not merely be called like one', () => {
  const models = (model: string) => GOOD.replace('name: good', `name: good\nmodels: [${model}]`);
  expect(load(models('{ backend: cloud, model: gpt-4o, temperature: 1 }')).config.models).toHaveLength(1);
  for (const other of ['{ backend: local, model: gpt-4o }', '{ backend: cloud, model: llama, name: gpt-4o }']) {
    expect(complaint(models(other))).toContain('a model under evaluation is called "gpt-4o", too');
  }
  const priced = '{ backend: cloud, model: gpt-4o, price: { input: 1, output: 1 } }';
  expect(problems(models(priced))).toEqual([
    [expect.stringMatching(/^12:10: .*give the judge a `name`/), expect.anything()],
  ]);
});

test('what is no YAML is told once, not with all that follows from it', () => {
  const rows = '{"id":1,"input":"a"}\n{"id":2,"input":"b"}\n{"id":3,"input":"c"}\n';
  expect(problems(rows).map(([message]) => message)).toEqual(['2:1: Unexpected flow-map-start at node end']);
  expect(problems(`${GOOD}name: a\nname: b\nseed: [\nseed: 1\n`).map(([message]) => message)).toEqual([
    '15:1: this key stands in the same mapping above; leave one of the two',
    '16:1: this key stands in the same mapping above; leave one of the two',
    expect.stringMatching(/^18:1: Flow sequence/),
  ]);
});

test('a tab is shown as one character, so that the caret stands below what is meant', () => {
  expect(complaint('\tname: x\n')).toContain('  1 | →name: x\n    | ^\n');
  expect(complaint(`${GOOD}seed:\t\tone\n`)).toContain('  15 | seed:→→one\n     |        ^^^\n');
});

test('what a value may be is told where it may be several things', () => {
  const fields = GOOD.replace('{ id: id, human: { a: x } }', '{ id: 1, human: { a: x } }');
  expect(problems(fields)[0]?.[0]).toMatch(/: `dataset.fields.id` must be a text or a mapping or null, found 1$/);
});

test('a colon without a space behind it in the field map, and one in a text', () => {
  const fields = GOOD.replace('{ id: id, human: { a: x } }', '{ id: id, human:x, fact: null }');
  expect(problems(fields)[0]?.[0]).toMatch(
    /: `dataset.fields.human:x` names no column; write `human: x`, with a space behind the colon$/,
  );
  expect(problems(fields)).toHaveLength(1);
  expect(problems(GOOD.replace('Is it clear?', 'Is it clear: yes or no?'))[0]?.[0]).toMatch(
    /put it in quotation marks$/,
  );
});

test.each<[string, BufferEncoding]>([
  ['Latin-1', 'latin1'],
  ['UTF-16', 'utf16le'],
])('a config in %s is refused: its prompts would be others', (_, encoding) => {
  const folder = tempFolder({ 'c.yaml': Buffer.from(`\ufeff${GOOD.replace('clear', 'schön')}`, encoding) });
  const path = join(folder, 'c.yaml');
  expect(() => loadConfig(path)).toThrow(new UsageError(`${path}: this file is not valid UTF-8; save it as UTF-8`));
});
