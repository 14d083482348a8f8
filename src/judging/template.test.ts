import { expect, test } from 'vitest';
import { compileTemplate } from './template.ts';

test('values go in as they are, and are no templates themselves', () => {
  expect(compileTemplate(' {{a}} & {{b}}\n', 't')({ a: '<b>', b: '{{a}}' })).toBe('<b> & {{a}}');
});

test.each([
  ['{{#if a}}', /^t: the template can't be read: /],
  ['x\n{{sample}}', 't:2: "sample" not defined; did you mean "samples"? The template may use: samples, low'],
  ['{{zzzzzz}}', 't:1: "zzzzzz" not defined. The template may use: samples, low'],
])('%s is an error that says what is wrong', (source, message) => {
  expect(() => compileTemplate(source, 't')({ samples: '', low: '' })).toThrow(message);
});
