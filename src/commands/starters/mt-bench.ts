import { backendSection, moreSection, otherModels, type StarterChoices, yamlText } from './choices.ts';

/** A new evaluation of multi-turn conversations. */
export function mtBenchStarter(choices: StarterChoices): Record<string, string> {
  return { 'assay.yaml': config(choices), 'sessions.jsonl': SESSIONS };
}

function config(choices: StarterChoices): string {
  const models = otherModels(choices).map((model) => `  - { model: ${JSON.stringify(model)} }`);
  return `# Multi-turn conversations: each model answers turn by turn; a judge grades every answer with its history. Try:
#   assay plan assay.yaml     what would be asked
#   assay run assay.yaml      run it; results go to results/${choices.name}/ below the current folder

name: ${yamlText(choices.name)}

${backendSection(choices)}
dataset: { path: sessions.jsonl }

models:
${models.join('\n')}

evaluator:
  type: mt-bench
  judge: { model: ${JSON.stringify(choices.model)} }   # leave it out to run the checks alone
  mode: single

seed: 1

${moreSection('[grade mean >= 6, coverage >= 0.99]')}`;
}

const TRIP = {
  id: 'trip-01',
  category: 'writing',
  title: 'A weekend by rail',
  turns: [
    {
      user: 'Suggest three European cities for a weekend by train from Cologne, one line each. Please use no exclamation marks in anything you answer.',
      depends_on: [],
      phenomenon: 'none',
      checks: [{ type: 'not-contains', any: ['!'] }],
    },
    {
      user: 'The second one sounds good. What should I see there in two days?',
      depends_on: [1],
      phenomenon: 'anaphora',
      checks: [{ type: 'same-as', turn: 1 }],
    },
    {
      user: 'And if it rains all of Sunday?',
      depends_on: [2],
      phenomenon: 'ellipsis',
      checks: [{ type: 'same-as', turn: 1 }],
    },
    {
      user: 'Put the whole plan into an e-mail of at most 80 words to my sister Nora, who is coming along.',
      depends_on: [2, 3],
      phenomenon: 'carried constraint',
      checks: [
        { type: 'contains', any: ['Nora'] },
        { type: 'length', unit: 'words', max: 80 },
        { type: 'same-as', turn: 1 },
      ],
    },
  ],
};

const BILL = {
  id: 'bill-01',
  category: 'math',
  title: 'Splitting a bill',
  turns: [
    {
      user: 'Four of us had dinner for 132 euros. What does each of us pay?',
      depends_on: [],
      phenomenon: 'none',
      reference: 'Each pays 33 euros.',
      checks: [{ type: 'number', value: 33 }],
    },
    {
      user: 'And with a tip of 10 %?',
      depends_on: [1],
      phenomenon: 'ellipsis',
      reference: '132 + 13.20 = 145.20 euros; each pays 36.30 euros.',
      checks: [{ type: 'number', value: 36.3, tolerance: 0.005 }],
    },
    {
      user: 'Sorry, we were five. Same tip.',
      depends_on: [1, 2],
      phenomenon: 'correction',
      reference: '145.20 / 5 = 29.04 euros each.',
      checks: [{ type: 'number', value: 29.04, tolerance: 0.005 }],
    },
    {
      user: 'How much less is that for me than what you said first?',
      depends_on: [1, 3],
      phenomenon: 'comparison',
      reference: '33 − 29.04 = 3.96 euros less.',
      checks: [{ type: 'number', value: 3.96, tolerance: 0.005 }],
    },
  ],
};

const SESSIONS = `${[TRIP, BILL].map((session) => JSON.stringify(session)).join('\n')}\n`;
