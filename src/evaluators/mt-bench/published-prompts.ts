// The prompts of MT-Bench (Zheng et al. 2023, arXiv 2306.05685, appendix A) as FastChat's judge_prompts.jsonl has them, for
// figures that are comparable with published ones. The file is the user's; none of its text is in this project.
import * as z from 'zod';
import { jsonLines } from '../../data/json-lines.ts';
import { UsageError } from '../../errors.ts';
import { type Conversation, textsOf } from './conversation.ts';
import { fastChatRow } from './fastchat.ts';
import type { JudgePrompt, JudgePrompts } from './judge-prompt.ts';

const promptSchema = z.object({
  name: z.string(),
  type: z.enum(['single', 'pairwise']),
  system_prompt: z.string(),
  prompt_template: z.string(),
});
type Published = z.output<typeof promptSchema>;

/** The categories whose reference answers FastChat shows to the judge (fastchat/llm_judge/common.py, `NEED_REF_CATS`). */
const WITH_REFERENCE = new Set(['math', 'reasoning', 'coding', 'arena-hard-200']);

/**
 * The published prompts, filled in as FastChat does it: another prompt for first turns than for later ones, and for the
 * categories with reference answers.
 *
 * They are made for two turns. Of a longer session, the block of a turn is repeated for each turn up to the one that is
 * judged, and where the instructions speak of the second question they name that turn's: with two turns the text is
 * exactly the published one.
 *
 * @throws UsageError where the file is not one of FastChat's, or lacks a prompt that is needed
 */
export function publishedPrompts(source: string, path: string): Pick<JudgePrompts, 'single' | 'pairwise'> {
  const prompts = jsonLines(source, path).map((row) => fastChatRow(row, promptSchema, 'a judge prompt'));
  return {
    single: (conversation) => {
      const values = {
        question: conversation.turn.user,
        answer: conversation.exchanges.at(-1)!.answer,
        ...numbered('answer', conversation),
        ...shared(conversation),
      };
      return fill(choose(prompts, 'single', conversation, path), values, conversation, textsOf(conversation));
    },
    pairwise: (a, b) => {
      const values = {
        question: a.turn.user,
        answer_a: a.exchanges.at(-1)!.answer,
        answer_b: b.exchanges.at(-1)!.answer,
        ...numbered('answer_a', a),
        ...numbered('answer_b', b),
        ...shared(a),
      };
      return fill(choose(prompts, 'pairwise', a, path), values, a, [...textsOf(a), ...textsOf(b)]);
    },
  };
}

function choose(
  prompts: readonly Published[],
  type: Published['type'],
  { session, turn }: Conversation,
  path: string,
): Published {
  const multi = turn.number > 1;
  const reference = WITH_REFERENCE.has(session.category) && turn.reference !== undefined;
  const found = prompts.find(
    (each) =>
      each.type === type &&
      each.prompt_template.includes('{question_2}') === multi &&
      each.prompt_template.includes('{ref_answer_1}') === reference,
  );
  if (found !== undefined) return found;
  throw new UsageError(
    `${path}: there is no ${type} prompt for ${multi ? 'later' : 'first'} turns ${reference ? 'with' : 'without'} a reference answer`,
  );
}

function shared({ exchanges }: Conversation): Record<string, string> {
  return Object.fromEntries(
    exchanges.flatMap(({ user, reference }, i) => [
      [`question_${i + 1}`, user],
      [`ref_answer_${i + 1}`, reference ?? ''],
    ]),
  );
}

function numbered(name: string, { exchanges }: Conversation): Record<string, string> {
  return Object.fromEntries(exchanges.map(({ answer }, i) => [`${name}_${i + 1}`, answer]));
}

function fill(
  { system_prompt, prompt_template }: Published,
  values: Record<string, string>,
  { turn }: Conversation,
  texts: readonly string[],
): JudgePrompt {
  // In one pass, so that what an answer has in braces is not taken for a placeholder; doubled braces are Python's.
  const content = forTurns(prompt_template, turn.number).replace(/\{\{|\}\}|\{(\w+)\}/g, (whole, name?: string) =>
    name === undefined ? whole[0]! : (values[name] ?? whole),
  );
  const system = system_prompt.replace(/\bsecond( user)? question/g, `${ordinal(turn.number)}$1 question`);
  const messages = [
    { role: 'system' as const, content: system },
    { role: 'user' as const, content },
  ];
  return { messages: system === '' ? messages.slice(1) : messages, texts };
}

/** Repeats what lies between `{question_1}` and `{question_2}` for every turn but the last. */
function forTurns(template: string, turns: number): string {
  if (turns < 3) return template;
  return template.replace(
    /\{question_1\}[\s\S]*?(?=\{question_2\})|\{question_2\}[\s\S]*?(?=\{question_1\}|$)/g,
    (block) => {
      const renumber = (to: number) => block.replace(/_[12]\}/g, `_${to}}`);
      if (block.startsWith('{question_2}')) return renumber(turns);
      return Array.from({ length: turns - 1 }, (_, i) => renumber(i + 1)).join('');
    },
  );
}

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
  'eleventh',
  'twelfth',
];

function ordinal(n: number): string {
  return ORDINALS[n - 1] ?? `${n}th`;
}
