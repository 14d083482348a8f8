import { expect, test } from 'vitest';
import type { Outcome, Question } from '../model/ask.ts';
import { askUntilRead } from './ask-until-read.ts';

const model = { name: 'judge', model: 'judge', backend: 'test' };
const question = { model, task: 'grade', messages: [], repetition: 0, expectedTokens: 1 };

/** What becomes of each ask: a reply, `undefined` for a call that fails for good, or null for one that is only planned. */
async function asked(texts: (string | undefined | null)[], asks: number) {
  const ask = async ({ ask: number, ...rest }: Question): Promise<Outcome> => {
    const common = { key: `#${number}`, task: rest.task, model };
    const text = texts[number];
    if (text === null) return { ...common, status: 'planned' };
    return text === undefined
      ? { ...common, status: 'failed', reason: 'bad-request', message: 'no' }
      : { ...common, status: 'answered', reply: { text, finish: 'stop', seconds: 0 } };
  };
  const all = await askUntilRead(
    ask,
    question,
    asks,
    (outcome) => (outcome.status === 'answered' ? Number(outcome.reply.text) : Number.NaN),
    (readings) => readings.some(Number.isFinite),
  );
  return all.map(({ outcome, reading }) => [outcome.key, reading]);
}

test.each<[(string | undefined | null)[], number, [string, number][]]>([
  [['7'], 3, [['#0', 7]]],
  [
    ['Hm.', '7', '8'],
    3,
    [
      ['#0', Number.NaN],
      ['#1', 7],
    ],
  ],
  [
    ['Hm.', 'Hm.', '7'],
    2,
    [
      ['#0', Number.NaN],
      ['#1', Number.NaN],
    ],
  ],
  [['Hm.'], 1, [['#0', Number.NaN]]],
  // Nobody was asked again: what was said before stands.
  [['Hm.', null], 3, [['#0', Number.NaN]]],
  [[null, '7'], 3, [['#0', Number.NaN]]],
  // A call that failed for good is not made again.
  [[undefined, '7'], 3, [['#0', Number.NaN]]],
])('of %j with %i asks', async (texts, asks, expected) => expect(await asked(texts, asks)).toEqual(expected));
