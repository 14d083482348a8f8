import { backendSection, moreSection, otherModels, type StarterChoices, yamlText } from './choices.ts';

/** A new evaluation by BatchEval. */
export function batchevalStarter(choices: StarterChoices): Record<string, string> {
  return { 'assay.yaml': config(choices), 'samples.jsonl': SAMPLES };
}

function config(choices: StarterChoices): string {
  const models = otherModels(choices)
    .map((model) => `{ model: ${JSON.stringify(model)} }`)
    .join(', ');
  return `# A run of BatchEval: a judge model scores texts a batch at a time. Try:
#   assay plan assay.yaml     what would be asked
#   assay run assay.yaml      run it; results go to results/${choices.name}/ below the current folder

name: ${yamlText(choices.name)}

${backendSection(choices)}
dataset:
  path: samples.jsonl   # or CSV, JSON, YAML
  # Which column holds what. \`human: COLUMN\` has what people scored; any other name is a further part that the judge sees.
  fields: { id: id, input: question, output: answer, model: system }

# To have models answer first: a file of questions alone, fields: { id: id, input: question }, and
# models: [${models}]

evaluator:
  type: batcheval
  judge: { model: ${JSON.stringify(choices.model)}, temperature: 0.2, topP: 0.9 }
  batchSize: 6          # samples that the judge sees at once
  rounds: 3             # each round puts the samples into other batches; scores are averaged
  criteria:
    - name: helpfulness
      scale: [1, 5]
      question: How well does the answer do what the question asks for?
      anchors: { 1: of no use, 3: partly answers it, 5: answers it fully and to the point }

seed: 1

${moreSection('[helpfulness mean >= 3, coverage >= 0.99]')}`;
}

const ROWS = [
  [
    'q1',
    'terse',
    'Why do bicycles stay upright when they move?',
    'They steer into the fall: a lean turns the front wheel, and the turn pushes the bike back up.',
  ],
  [
    'q1',
    'chatty',
    'Why do bicycles stay upright when they move?',
    'Great question! Bicycles are amazing machines that people all over the world enjoy every day.',
  ],
  ['q2', 'terse', 'How long do I boil an egg for a soft yolk?', 'Six minutes from boiling, then cold water.'],
  [
    'q2',
    'chatty',
    'How long do I boil an egg for a soft yolk?',
    'It depends on the egg, the pot and you! Some people like ten minutes, some like two. Experiment and have fun.',
  ],
  ['q3', 'terse', 'What is the difference between weather and climate?', 'Weather is today, climate is the average.'],
  [
    'q3',
    'chatty',
    'What is the difference between weather and climate?',
    'Weather is the state of the air here and now; climate is what weather is like over decades, so one cold week says nothing about it.',
  ],
] as const;

const SAMPLES = `${ROWS.map(([id, system, question, answer]) => JSON.stringify({ id, system, question, answer })).join('\n')}\n`;
