// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how references are written
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { complaint, GOOD, KEY, load, problems } from '../../test/support/config-source.ts';

test('--set replaces and adds values, of every type', () => {
  const { config } = load(GOOD, {
    overrides: [
      'evaluator.rounds=9',
      'evaluator.judge.model=qwen3:8b',
      'evaluator.judge.stop=["a", b]',
      'backends.cloud.retries.tries=2',
      'evaluator.criteria.0.name=x=y',
      'seed=3',
      'seed=4',
      'evaluator.structured=true',
    ],
  });
  expect(config).toMatchObject({
    seed: 4,
    backends: { cloud: { retries: { tries: 2 } } },
    evaluator: {
      rounds: 9,
      structured: true,
      judge: { model: 'qwen3:8b', stop: ['a', 'b'] },
      criteria: [{ name: 'x=y' }],
    },
  });
});

test('--set takes values from the environment, and keeps those for secrets secret', () => {
  const { config, secrets } = load(GOOD, {
    overrides: ['seed=${SEED}', 'evaluator.judge.model=${JUDGE:-gpt}', 'backends.cloud.apiKey=${OTHER_KEY}'],
    env: { KEY, SEED: '5', OTHER_KEY: 'another-secret' },
  });
  expect(config).toMatchObject({
    seed: 5,
    evaluator: { judge: { model: 'gpt' } },
    backends: { cloud: { apiKey: 'another-secret' } },
  });
  expect(secrets).toContain('another-secret');
});

test('--set to nothing takes a key away', () => {
  expect(load(GOOD, { overrides: ['seed=9', 'seed='] }).config.seed).toBe(load(GOOD).config.seed);
});

test('--set paths are relative to the config, like those within it', () => {
  const { config, folder } = load(GOOD, { overrides: ['dataset.path=e.jsonl'] });
  expect(config.dataset.path).toBe(join(folder, 'e.jsonl'));
});

test.each([
  ['rounds', '--set rounds: expected key=value, for instance evaluator.rounds=3'],
  ['=3', '--set =3: expected key=value, for instance evaluator.rounds=3'],
  ['evaluator.rounds=x', '--set evaluator.rounds=x: `evaluator.rounds` must be a number, found "x"'],
  ['evaluator.roundz=3', '--set evaluator.roundz=3: unknown key `roundz`; did you mean `rounds`?'],
  [
    'evaluator.judge.backend=no',
    /^--set evaluator.judge.backend=no: there is no backend `no`; there are: local, cloud$/,
  ],
  ['evaluator.rounds=[', /^--set evaluator.rounds=\[: /],
  ['name=[${UNSET}', '--set name=[${UNSET}: Flow sequence must end with a ]'],
  [
    'evaluator.criteria.0.anchors={foo: bar}',
    /^--set .*: `evaluator.criteria.0.anchors.foo` has a key of the wrong form: an anchor belongs to a number of the scale$/,
  ],
  [
    'evaluator.criteria.0.anchors={19: brilliant}',
    /^--set .*: `evaluator.criteria.0.anchors.19` is beyond the scale, which goes from \d to \d+$/,
  ],
  ['evaluatr.rounds=3', '--set evaluatr.rounds=3: unknown key `evaluatr`; did you mean `evaluator`?'],
  [
    'evaluator.criteria.5.name=x',
    '--set evaluator.criteria.5.name=x: `evaluator.criteria` has 1 entry, counted from 0: there is no entry 5',
  ],
  [
    'seed=${UNSET}',
    '--set seed=${UNSET}: the environment variable UNSET is not set; set it, or give a default: ${UNSET:-value}',
  ],
  ['name.x=1', /^--set name.x=1: /],
])('--set %s', (override, message) => {
  const [[head]] = problems(GOOD, { overrides: [override] }) as [[string, undefined]];
  if (typeof message === 'string') expect(head).toBe(message);
  else expect(head).toMatch(message);
});

test('--set to a value that is nested too deep', () => {
  const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
  expect(complaint(GOOD, { overrides: [`gates=${deep}`] })).toContain(']: this is nested too deep\n');
  expect(complaint(`${GOOD}gates: ${deep}`)).toMatch(/^c\.yaml:15:\d+: this is nested too deep\n/);
});
