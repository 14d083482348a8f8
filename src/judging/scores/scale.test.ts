import { describe, expect, it } from 'vitest';
import { read, table } from './fixtures.ts';

describe('scores on a scale that is told', () => {
  it.each([
    'Scores (1-10): [Sample1:2, Sample2:2, Sample3:2]',
    'Scores (1-10):\nSample1: 2\nSample2: 2\nSample3: 2',
    'Scores:\n(1–10)\nSample1: 2\nSample2: 2\nSample3: 2',
    'Scores (1.0-10.0): [Sample1:2, Sample2:2, Sample3:2]',
    'Scores (scale: 1-10): [Sample1:2, Sample2:2, Sample3:2]',
    'Scores on a scale of 0 to 10: [Sample1:2, Sample2:2, Sample3:2]',
    'Scores on a 10-point scale: [Sample1:2, Sample2:2, Sample3:2]',
    'Float Scores: [Sample1:2, Sample2:2, Sample3:2] (on a scale of 0 to 10)',
    '**Float Scores (out of 5):**\n- Sample1: 2\n- Sample2: 2\n- Sample3: 2',
    '评分（满分10分）：［样本1：2，样本2：2，样本3：2］',
    table('Sample | Score /10', 'Sample1 | 2', 'Sample2 | 2', 'Sample3 | 2'),
    table('Sample | Score | Max score', 'Sample1 | 2 | 10', 'Sample2 | 2 | 10', 'Sample3 | 2 | 10'),
    `### Scores (1–10)\n\n${table('Sample | Score', 'Sample1 | 2', 'Sample2 | 2', 'Sample3 | 2')}`,
    '{"scores_out_of_10": {"Sample1":2,"Sample2":2,"Sample3":2}}',
    '{"scale": "1-10", "scores": {"Sample1":2,"Sample2":2,"Sample3":2}}',
  ])('are none on another one: %j', (reply) => {
    expect(read(reply)).toEqual(['out-of-scale', 'out-of-scale', 'out-of-scale']);
  });

  it.each([
    'Scores (1-3): [Sample1:2, Sample2:2, Sample3:2]',
    'Scores (1.0–3.0, higher is better): [Sample1:2, Sample2:2, Sample3:2]',
    'Scores (1 = worst, 3 = best): [Sample1:2, Sample2:2, Sample3:2]',
    'Scores on a 3-point scale: [Sample1:2, Sample2:2, Sample3:2]',
    'Scores for samples 1-3 (max 3): [Sample1:2, Sample2:2, Sample3:2]',
    table('Sample | Score (/3)', 'Sample1 | 2', 'Sample2 | 2', 'Sample3 | 2'),
  ])('are read on the one asked for: %j', (reply) => {
    expect(read(reply)).toEqual([2, 2, 2]);
  });

  it('takes labels for no scale', () => {
    expect(read('Scores for Samples 1-3: [Sample1:4, Sample2:5, Sample3:2]', { scale: [1, 5] })).toEqual([4, 5, 2]);
  });
});
