import { describe, test } from 'vitest';
import { reads } from './fixtures.ts';

describe('rating', () => {
  test('in a marker, stated, first, or alone', () => {
    reads({ type: 'rating', scale: [1, 10] }, [
      ['Rating: [[7]]', 7],
      ['I give it 7/10.', 7],
      ['I would rate this 8 out of 10.', 8],
      ['Score: 6.5\nIt has 3 faults and 4 strengths.', 6.5],
      ['A score of 9', 9],
      ['Score (1-10): 4', 4],
      ['The rating on a scale from 1 to 10 is 2', 2],
      ['4', 4],
      ['Rating: 3, no, rating: 5', 5],
      ['Rating: 12', null],
      ['Rating: -3', null],
      ['Rating: none', null],
      ['Rating: 7,5/10', 7.5],
      ['Rating: 7½', 7.5],
      ['Rating: 3/5', null],
      ['Rating: 70/100', null],
      ['Rating: 70%', null],
      ['I give it 7 out of 10 for 2 reasons', 7],
    ]);
    reads({ type: 'rating', scale: [1, 5] }, [
      ['4\n\nIt has 2 flaws.', 4],
      ['4. It has 2 flaws.', 4],
      ['Rating: 4. I rated it lower since 2 facts are wrong', 4],
      ['Rating (1 = worst, 5 = best): 4', 4],
      ['评分：4分（满分5分）', 4],
      ['Rating: 4,5', 4.5],
      ['Rating - 4', 4],
      ['Rating: 3-4', null],
      ['I give 3 or 4', null],
      ['It has 2 flaws and 4 strengths.', null],
    ]);
    reads({ type: 'rating', scale: [0, 1] }, { 'Score: .7': 0.7, 'Score: 0,7': 0.7 });
    reads({ type: 'rating', scale: [1, 5], marker: '<r>(.*?)</r>' }, { '<r>4</r> of 9': 4, '4': null });
  });

  test('not the end of the scale, nor what a rating would mean', () => {
    reads({ type: 'rating', scale: [1, 5] }, [
      ['Score: 3\nMaximum score: 5', 3],
      ['Average score: 4.2\nScore: 3', 3],
      ['I rate it 4. A rating of 5 would need more.', 4],
      ['A score of 5 means perfect. My score: 4', 4],
      ['My score is 4 (5 would mean perfect)', 4],
    ]);
  });

  test('not one that is denied, compared with, or taken back', () => {
    reads({ type: 'rating', scale: [1, 5] }, [
      ['It does not deserve a score of 5.', null],
      ["I can't give it a 5.", null],
      ['It is worth more than a score of 3.', null],
      ["It's not quite a 5, so I rate it 4.", 4],
      ["Score: 4\n\nOn second thought, I'd say 3.", null],
    ]);
  });

  test('not a range, a count, an entry of a list, or one of several', () => {
    reads({ type: 'rating', scale: [1, 5] }, [
      ['Rating: between 4 and 5', null],
      ['Rating: 4~5', null],
      ['Rating: 4 – 5', null],
      ['Ratings: 4, 5, 3', null],
      ['Rating: minus 3', null],
      ['Rating: at least 3', null],
      ['The response has 2 flaws.', null],
      ['1. It is fluent.\n2. It is coherent.\nGood overall.', null],
      ['1. It is fluent.\n2. It is coherent.\n\nRating: 4', 4],
    ]);
  });

  test('on another scale', () => {
    reads({ type: 'rating', scale: [1, 5] }, [
      ['4分（满分10分）', null],
      ['4 sur 10', null],
      ['4 sur 5', 4],
      ['Puntuación: 4 de 5', 4],
      ['On a scale of 1 to 10, I rate this 4', null],
      ["On a scale from 1 to 5, I'd give this a 4.", 4],
      ['Score (1-10): 4', null],
      ['Using a 10-point scale, I rate it 4.', null],
      ['Score: 4\nMaximum score: 10', null],
    ]);
    reads({ type: 'rating', scale: [0, 4] }, { 'On this 5-point scale my rating is 3.': 3 });
  });

  test('of several aspects the overall one', () => {
    reads({ type: 'rating', scale: [1, 5] }, [
      ['Overall rating: 4\n- Fluency score: 5\n- Coherence score: 3', 4],
      ['Score: 4\nConfidence score: 5', 4],
      ['Fluency score: 5\nCoherence score: 3', null],
      ['Coherence score: 3', 3],
    ]);
  });

  test('as models of many kinds write', () => {
    reads({ type: 'rating', scale: [1, 5] }, [
      ['I would rate this response a 4 out of 5. It is fluent but has 2 factual errors.', 4],
      ['**Rating: 4/5**\n\nThe response is clear.', 4],
      ['Rating: **4** (good)', 4],
      ['Rating: 4 - good', 4],
      ['I give it a 4.', 4],
      ['I rate it as a 4 since the story has 3 plot holes.', 4],
      ['5分制，我打4分', null],
      ['Score: 4\nConfidence: 90%', 4],
      ['4 stars', 4],
      ['The response deserves a 4.', 4],
      ['Score: 4. It would be a 5 if it cited sources.', 4],
      ["I'd give this a rating of 4 because it isn't perfect.", 4],
      ["If I had to rate it, I'd say 4.", 4],
      ['The text scores 4 on fluency.', 4],
      ['{"score": 4}', 4],
      ['我给这个回答打4分。', 4],
      ['Ich gebe 4 von 5 Punkten.', 4],
      ['Rating: ⭐⭐⭐⭐', null],
      ['Rating: N/A', null],
      ['I cannot rate this response.', null],
    ]);
  });
});
