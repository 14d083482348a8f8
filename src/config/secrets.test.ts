// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how references are written
import { expect, test } from 'vitest';
import { complaint, GOOD, KEY, load, problems } from '../../test/support/config-source.ts';

test('secrets are found in keys, headers and bodies, written out or from the environment', () => {
  const { secrets } = load(
    GOOD.replace(
      'apiKey: ${KEY}',
      'apiKey: written-out-key\n    headers: { X-Auth: "Bearer ${KEY}", X-Title: evaluation, Authorization: Bearer another-secret }\n    body: { api_key: ${BODY_KEY} }',
    ),
    { env: { KEY, BODY_KEY: 'body-secret' } },
  );
  expect(secrets).toEqual(expect.arrayContaining([KEY, 'written-out-key', 'another-secret', 'body-secret']));
  expect(secrets).not.toContain('evaluation');
});

test('what servers without keys are given is no secret', () => {
  for (const apiKey of ['none', 'EMPTY', 'ollama']) expect(load(GOOD.replace('${KEY}', apiKey)).secrets).toEqual([]);
});

test('a secret is not shown in an error', () => {
  const source = GOOD.replace('apiKey: ${KEY}', 'apiKey: [${KEY}]').replace(
    'type: ollama,',
    'type: ollama, headers: { a: [written ${KEY}] },',
  );
  expect(complaint(source)).not.toContain(KEY);
  const flow = GOOD.replace('type: ollama,', 'type: openai, apiKey: written-out-key, concurency: 3,');
  expect(complaint(flow)).toMatch(/concurency/);
  expect(complaint(flow)).not.toContain('written-out-key');
  expect(problems(flow)[0]![1]).toBe('concurency');
  expect(complaint(GOOD, { overrides: ['backends.cloud.apiKey=set-by-a-flag', 'seed=x'] })).not.toContain(
    'set-by-a-flag',
  );
});
