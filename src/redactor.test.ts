import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineWithoutSecrets, redactor, withoutSecrets } from './redactor.ts';

test('a secret is taken out wherever it stands', () => {
  expect(redactor(['sk-12345678'])('Bearer sk-12345678, again sk-12345678')).toBe('Bearer [secret], again [secret]');
});

test('a secret with quotes and backslashes is found in JSON, too', () => {
  const secret = 'a"b\\c-12345';
  expect(redactor([secret])(JSON.stringify({ key: secret }))).toBe('{"key":"[secret]"}');
});

test('of two secrets of which one begins the other, nothing is left', () => {
  expect(redactor(['sk-1234', 'sk-1234-5678'])('sk-1234-5678')).toBe('[secret]');
});

test('no secret is left in any text', () => {
  // What stands for a secret, `[secret]`, must not spell one itself.
  const secret = fc.string({ minLength: 8, maxLength: 20 }).filter((text) => !/secret|[[\]]/.test(text));
  fc.assert(
    fc.property(fc.array(secret, { minLength: 1, maxLength: 3 }), fc.array(fc.string()), (secrets, others) => {
      const text = others.join(secrets[0]) + secrets.join('');
      const clean = redactor(secrets)(text);
      const parts = clean.split('[secret]');
      for (const each of secrets) for (const part of parts) expect(part.includes(each)).toBe(false);
    }),
  );
});

test('within a value, texts and keys lose their secrets, and numbers stay numbers', () => {
  const redact = redactor(['20240101', '"finish"']);
  const value = { seed: 20240101, 'key 20240101': ['20240101', { a: 'the "finish"' }, null, true], none: undefined };
  const clean = { seed: 20240101, 'key [secret]': ['[secret]', { a: 'the [secret]' }, null, true], none: undefined };
  expect(withoutSecrets(value, redact)).toEqual(clean);
});

test('a line of JSON stays one whatever the secrets are, and one that holds none stays as it is', () => {
  const part = fc.constantFrom('":"', '20240101', '{"text', '},{', '\\"quoted\\"', 'true,1');
  fc.assert(
    fc.property(fc.array(part), fc.jsonValue(), fc.string(), (secrets, value, more) => {
      const line = JSON.stringify({ value, text: secrets.join(more), seed: 20240101 });
      const clean = JSON.parse(lineWithoutSecrets(line, redactor(secrets)));
      expect(clean.seed).toBe(20240101);
      for (const secret of secrets) expect(clean.text).not.toContain(secret);
    }),
  );
  const odd = '{"a" : 1.0, "b": "\\u0041"}';
  expect(lineWithoutSecrets(odd, redactor(['sk-12345678']))).toBe(odd);
});
