import { describe, test } from 'vitest';
import { reads } from './fixtures.ts';

describe('json', () => {
  test('the last one that has the path', () => {
    reads({ type: 'json', path: 'answer' }, [
      ['```json\n{"answer": "B"}\n```', 'B'],
      ['{"answer": 1} then {"answer": 2}', 2],
      ['{"answer": 1} then {"other": 2}', 1],
      ['A set {a, b} and {"answer": "x } y"} there.', 'x } y'],
      ['{"answer": ["A", "C"]}', ['A', 'C']],
      ['{"answer": true}', 'true'],
      ['{"answer": null}', null],
      ['{"answer": "B"', null],
      ['He said "{" and {"answer": "B"}', 'B'],
      ['none', null],
    ]);
    reads({ type: 'json', path: 'result.options[1]' }, { '{"result": {"options": ["A", "B"]}}': 'B' });
    reads({ type: 'json', path: '' }, { 'so: ["A", "B"]': ['A', 'B'] });
    reads({ type: 'json', path: 'toString' }, { '{}': null });
  });

  test('as models of many kinds write', () => {
    reads({ type: 'json', path: 'answer' }, [
      ['Sure!\n```json\n{\n  "reasoning": "The text says {so}",\n  "answer": "C"\n}\n```\nAnything else?', 'C'],
      ['{"answer": "C"} Correction: {"answer": "D"}', 'D'],
      ['{"answer": "C",}', null],
      ["{'answer': 'C'}", null],
      ['{"final": {"answer": "C"}}', null],
    ]);
  });
});
