import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redactor } from './redactor.ts';

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
