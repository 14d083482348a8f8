import { isFurther, type Outcome, type Question } from '../model/ask.ts';
import type { LoadedInputs } from './inputs.ts';
import type { Rehearsal } from './rehearsal.ts';

/** What a run would ask of one model. */
export interface PlannedModel {
  calls: number;
  /** Calls that the recording holds already. */
  held: number;
  /** Characters of all prompts that would be asked. */
  characters: number;
  /** Tokens of all replies that would be asked for, as far as can be told. */
  replyTokens: number;
  /** The longest prompt and the longest reply of all, held ones included. */
  longest: Question;
  longestReply: number;
  first: Question;
  /** Those of all with the numbers `SOME`. */
  some: Question[];
}

export interface Plan {
  models: Map<string, PlannedModel>;
  /** How many of the calls ask once more, or for the rest, where the reply that the recording holds can't be read in full. */
  again: number;
  /** The first few tasks that the recording does not hold. */
  missing: string[];
}

const NAMED = 3;
/** After so many questions others get their turn: a plan of many recorded calls takes seconds. */
const PAUSE_EVERY = 1000;

/** 1, 2, 3, 5, 8 …: few of many, from the beginning to the end, and in step with nothing, as turns or criteria follow in turn. */
const SOME = fibonacciNumbers(Number.MAX_SAFE_INTEGER);

/**
 * What a run would do: the evaluator itself is run with an `ask` that asks nothing, but answers from the recording
 * where it can. Where questions depend on replies that are not there yet, their number is right and their text a guess.
 *
 * @param rehearsal is given what is read on the way
 * @param pause is awaited now and then; it may show how many questions there were, or end the planning by throwing
 */
export async function planRun(
  { evaluator, inputs }: Pick<LoadedInputs, 'evaluator' | 'inputs'>,
  peek: (question: Question) => { outcome: Outcome; held: boolean },
  rehearsal?: Rehearsal,
  pause: (questions: number) => Promise<void> = async () => {},
): Promise<Plan> {
  const models = new Map<string, PlannedModel>();
  const missing: string[] = [];
  let questions = 0;
  let again = 0;
  const ask = async (question: Question): Promise<Outcome> => {
    questions += 1;
    if (isFurther(question)) again += 1;
    if (questions % PAUSE_EVERY === 0) await pause(questions);
    const { outcome, held } = peek(question);
    rehearsal?.asked(outcome, held);
    const characters = promptCharacters(question);
    const planned = models.get(question.model.name) ?? {
      calls: 0,
      held: 0,
      characters: 0,
      replyTokens: 0,
      longest: question,
      longestReply: 0,
      first: question,
      some: [],
    };
    models.set(question.model.name, planned);
    planned.calls += 1;
    if (SOME.has(planned.calls)) planned.some.push(question);
    if (held) planned.held += 1;
    else {
      planned.characters += characters;
      planned.replyTokens += question.expectedTokens;
      if (missing.length < NAMED) missing.push(question.task);
    }
    if (characters > promptCharacters(planned.longest)) planned.longest = question;
    planned.longestReply = Math.max(planned.longestReply, question.model.maxTokens ?? question.expectedTokens);
    return outcome;
  };
  await evaluator.collect({
    ...inputs,
    ask,
    window: 1,
    emit: (ratings, outcomes) => rehearsal?.emitted(ratings, outcomes),
  });
  return { models, again, missing };
}

export function promptCharacters({ messages }: Pick<Question, 'messages'>): number {
  return messages.reduce((sum, { content }) => sum + content.length, 0);
}

function fibonacciNumbers(below: number): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (let [each, next] = [1, 2]; each < below; [each, next] = [next, each + next]) numbers.add(each);
  return numbers;
}
