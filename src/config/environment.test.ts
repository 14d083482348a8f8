// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how references are written
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { GOOD, KEY, load, problems } from '../../test/support/config-source.ts';
import { maskReferences, resolveReferences, unmask } from './environment.ts';

const ENV = { KEY: 'sk-1: {x}', EMPTY: '', NESTED: '${KEY}' };

function resolved(yaml: string) {
  return resolveReferences(parse(maskReferences(yaml)), ENV);
}

test.each([
  ['${KEY}', 'sk-1: {x}', []],
  ['"a ${KEY} b"', 'a sk-1: {x} b', []],
  ['${KEY}${KEY}', 'sk-1: {x}sk-1: {x}', []],
  ['${NOT_SET:-a: [b], # c}', 'a: [b], # c', []],
  ['${EMPTY:-a}', 'a', []],
  ['${NOT_SET:-}', '', []],
  ['${NOT_SET}', '', ['NOT_SET']],
  ['${EMPTY}', '', ['EMPTY']],
  ['$${KEY}', '${KEY}', []],
  ['$${NOT_SET} ${KEY}', '${NOT_SET} sk-1: {x}', []],
  ['${NESTED}', '${KEY}', []], // a value is not looked at again
  ['$KEY', '$KEY', []],
])('%s', (yaml, text, unset) => {
  expect(resolved(yaml)).toMatchObject({ text, unset });
});

test('in flow style, the braces of a reference are not those of a mapping', () => {
  const masked = parse(maskReferences('{ a: ${KEY}, b: [${NOT_SET:-x y}, ${KEY}] }'));
  expect(resolveReferences(masked.a, ENV).text).toBe('sk-1: {x}');
  expect(masked.b.map((each: string) => resolveReferences(each, ENV).text)).toEqual(['x y', 'sk-1: {x}']);
});

test('the values that were put in are told', () => {
  expect(resolved('"Bearer ${KEY} ${NOT_SET:-x} $${KEY}"').values).toEqual(['sk-1: {x}']);
});

test('masking keeps every place, and is undone', () => {
  const piece = fc.constantFrom('${A}', '${B:-x y: {z}', '}', '$${C}', '{', ' ', 'ü', '\n', '${', '$', '🙂');
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const source = pieces.join('');
      const masked = maskReferences(source);
      expect(masked.length).toBe(source.length);
      expect(masked.split('\n').map(({ length }) => length)).toEqual(source.split('\n').map(({ length }) => length));
      expect(unmask(masked)).toBe(source);
    }),
  );
});

test('the environment in block style, flow style, numbers, defaults and as itself', () => {
  const source = GOOD.replace('rounds: 3', 'rounds: ${ROUNDS}')
    .replace('model: gpt-4o', 'model: ${MODEL:-gpt, 4: [o}')
    .replace('Is it clear?', () => '"$${QUESTION}"');
  const { config } = load(source, { env: { KEY, ROUNDS: '7' } });
  expect(config.evaluator).toMatchObject({
    rounds: 7,
    judge: { model: 'gpt, 4: [o' },
    criteria: [{ question: '${QUESTION}' }],
  });
});

test('a value of the environment is never read as YAML, and a key stays a text', () => {
  const { config, secrets } = load(GOOD, { env: { KEY: '1234567890' } });
  expect(config.backends.cloud).toMatchObject({ apiKey: '1234567890' });
  expect(secrets).toEqual(['1234567890']);
  const evil = 'x\nname: other\n# {';
  expect(load(GOOD, { env: { KEY: evil } }).config).toMatchObject({
    name: 'good',
    backends: { cloud: { apiKey: evil } },
  });
});

test.each(['"${{ secrets.KEY }}"', '${MY-KEY}', '$KEY', '"Bearer ${KEY.x}"'])(
  'a secret that is no reference but looks like one is refused: %s',
  (written) => {
    const [[told]] = problems(GOOD.replace('${KEY}', written)) as [[string, string]];
    expect(told).toMatch(/^7:13: this is no reference to an environment variable; write \$\{NAME\}/);
    const inHeader = `    headers: { X-Token: ${JSON.stringify(written)} }\n`;
    expect(problems(GOOD.replace('dataset', `${inHeader}dataset`))).toHaveLength(1);
  },
);
