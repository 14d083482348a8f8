import { backendSection, moreSection, otherModels, type StarterChoices, yamlText } from './choices.ts';

/** A new evaluation by PEEM. */
export function peemStarter(choices: StarterChoices): Record<string, string> {
  return { 'assay.yaml': config(choices), 'questions.jsonl': QUESTIONS };
}

function config(choices: StarterChoices): string {
  const models = [choices.model, ...otherModels(choices)].map((model) => `  - { model: ${JSON.stringify(model)} }`);
  return `# A run of PEEM: models are ranked, without gold labels, by how consistent their answers are with each other. Try:
#   assay plan assay.yaml     what would be asked
#   assay run assay.yaml      run it; results go to results/${choices.name}/ below the current folder
# It takes more questions than these (a hundred and up) and models of different makers to trust a ranking.

name: ${yamlText(choices.name)}

${backendSection(choices)}
dataset:
  path: questions.jsonl
  # \`answer\` is gold: it never ranks, it only tells how well the ranking did. Leave it out if you have none.
  fields: { id: id, input: question, answer: answer }

models:
${models.join('\n')}

evaluator:
  type: peem
  samples: 5                      # how often each question is put to each model
  extraction: { type: number }    # the answer that a reply states, else its last number; also choice, set, boxed, regex, json, text, rating
  algorithms: [peem, ensemble]

seed: 1

${moreSection("['capability pearson[algorithm=peem] >= 0.5', coverage >= 0.99]")}`;
}

const ROWS = [
  ['q1', 'A train leaves at 14:35 and arrives at 17:10. How many minutes does the journey take?', '155'],
  [
    'q2',
    'A shirt costs 40 euros. It is reduced by 15 %, then by 10 % of the new price. What does it cost now, in euros?',
    '30.6',
  ],
  ['q3', 'How many whole numbers from 1 to 100 are divisible by 3 but not by 5?', '27'],
  [
    'q4',
    'Three taps fill a pool in 6, 8 and 12 hours. How many hours do all three together take? Give two decimals.',
    '2.67',
  ],
  [
    'q5',
    'A rectangle is 7 cm longer than it is wide, and its area is 60 square centimetres. How wide is it, in cm?',
    '5',
  ],
  ['q6', 'The mean of five numbers is 12. Four of them are 9, 11, 14 and 15. What is the fifth?', '11'],
] as const;

const QUESTIONS = `${ROWS.map(([id, text, answer]) => JSON.stringify({ id, question: `${text} End with the number alone on the last line.`, answer })).join('\n')}\n`;
