import { expect, it } from 'vitest';
import { headingOf } from './heading.ts';

it.each([
  ['Float Scores', 'scores'],
  ['Quality score', 'scores'],
  ['Here are the scores for all three samples', 'scores'],
  ['Ranks and scores', 'scores'],
  ['Scores, from highest to lowest', 'scores'],
  ['Based on the previous comparison I assign these scores', 'scores'],
  ['得分', 'scores'],
  ['Final scores', 'final'],
  ['overallScore', 'final'],
  ['Here are my revised scores', 'final'],
  ['My final answer', 'final'],
  ['Puntuación final', 'final'],
  ['最终得分', 'final'],
  ['Clarity scores', 'named'],
  ['Scores for the grammar', 'aspect'],
  ['Here is what I think', 'unknown'],
  ['Clarity', 'unknown'],
  ['Initial scores', 'draft'],
  ['Scores before revision', 'draft'],
  ['Scores (old)', 'draft'],
  ['Before', 'draft'],
  ['preliminary', 'draft'],
  ['初步评分', 'draft'],
  ['max_scores', 'other'],
  ['Score change', 'other'],
  ['Highest possible score', 'other'],
  ['Reasons for the scores', 'other'],
  ['up from the scores', 'other'],
  ['These are not the scores', 'other'],
  ['Confidence', 'other'],
  ['最高分', 'other'],
  ['Number of errors', 'other'],
  ['Deductions', 'other'],
  ['Placement', 'other'],
  ['Normalized to 0-1', 'other'],
  ['Scores (1 = best, 3 = worst)', 'other'],
  ['Scores from 1 (best) to 3 (worst)', 'other'],
  ['Scores (lower is better)', 'other'],
  ['Scores (3 = best, 1 = worst)', 'scores'],
])('%s: %s', (name, kind) => {
  expect(headingOf(name).kind).toBe(kind);
});

it.each([
  ['Scores (1-10)', { low: 1, high: 10 }],
  ['score_0_to_100', { low: 0, high: 100 }],
  ['Scores on a scale from 1 to 5', { low: 1, high: 5 }],
  ['Score (out of 5)', { low: undefined, high: 5 }],
  ['Score /10', { low: undefined, high: 10 }],
  ['Scores on a 7-point scale', { low: undefined, high: 7 }],
  ['评分（满分5分）', { low: undefined, high: 5 }],
  ['Scores for samples 1-3', undefined],
  ['Scores for 10 samples', undefined],
])('%s tells its scale', (name, scale) => {
  expect(headingOf(name).scale).toEqual(scale);
});
