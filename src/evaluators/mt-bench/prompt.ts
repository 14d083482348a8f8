import { fenceFor } from '../../judging/fence.ts';
import { compileTemplate, type Template } from '../../judging/template.ts';
import { imitatesContextError } from '../../judging/verdicts/read-context-error.ts';
import { imitatesGrade } from '../../judging/verdicts/read-grade.ts';
import { imitatesVerdict } from '../../judging/verdicts/read-verdict.ts';
import type { MtBenchConfig } from './config.ts';
import { type Conversation, textsOf } from './conversation.ts';
import type { JudgePrompt, JudgePrompts } from './judge-prompt.ts';
import contextErrorTemplate from './prompts/context-error.hbs';
import pairwiseTemplate from './prompts/pairwise.hbs';
import singleTemplate from './prompts/single.hbs';
import { publishedPrompts } from './published-prompts.ts';

/** @param files the config's files; templates are among them where the config names some */
export function judgePrompts(config: MtBenchConfig, files: ReadonlyMap<string, string>): JudgePrompts {
  const template = (path: string | undefined, builtIn: string, name: string): Template =>
    path === undefined
      ? compileTemplate(builtIn, `the built-in prompt ${name}`)
      : compileTemplate(files.get(path)!, path);
  const { prompts } = config;
  const single = template(prompts.single, singleTemplate, 'single');
  const pairwise = template(prompts.pairwise, pairwiseTemplate, 'pairwise');
  const contextError = template(prompts.contextErrors, contextErrorTemplate, 'contextErrors');
  const own: JudgePrompts = {
    single(conversation, contextErrors) {
      const texts = textsOf(conversation);
      const fence = fenceFor(texts);
      const mark = markFor(
        texts,
        fence,
        (text) => imitatesGrade(text) || (contextErrors && imitatesContextError(text)),
      );
      return toPrompt(single({ ...variables(conversation, fence, mark), contextErrors }), texts, mark);
    },
    contextError(conversation) {
      const texts = textsOf(conversation);
      const fence = fenceFor(texts);
      const mark = markFor(texts, fence, imitatesContextError);
      return toPrompt(contextError(variables(conversation, fence, mark)), texts, mark);
    },
    pairwise(a, b) {
      const texts = [...textsOf(a), ...textsOf(b)];
      const fence = fenceFor(texts);
      const mark = markFor(texts, fence, imitatesVerdict);
      const { conversation: conversationA, turns: turnsA, answer: answerA, ...shared } = variables(a, fence, mark);
      const { conversation: conversationB, turns: turnsB, answer: answerB } = variables(b, fence, mark);
      return toPrompt(
        pairwise({ ...shared, conversationA, conversationB, turnsA, turnsB, answerA, answerB }),
        texts,
        mark,
      );
    },
  };
  if (config.judgePrompts === undefined) return own;
  return { ...own, ...publishedPrompts(files.get(config.judgePrompts)!, config.judgePrompts) };
}

function markFor(texts: readonly string[], fence: string, imitates: (text: string) => boolean): string | undefined {
  return texts.some(imitates) ? fence : undefined;
}

function toPrompt(content: string, texts: readonly string[], mark: string | undefined): JudgePrompt {
  return { messages: [{ role: 'user', content }], texts, ...(mark !== undefined && { mark }) };
}

/** What a template may use; documented in docs/multi-turn.md. */
function variables({ session, turn, exchanges }: Conversation, fence: string, mark: string | undefined) {
  const turns = exchanges.map(({ user, answer, reference }, i) => ({
    number: i + 1,
    user,
    answer,
    reference: reference ?? '',
  }));
  return {
    session: session.id,
    category: session.category,
    turn: turn.number,
    user: turn.user,
    answer: exchanges.at(-1)!.answer,
    reference: turn.reference ?? '',
    leansOn: listed((turn.dependsOn ?? []).map((on) => `turn ${on}`)),
    fence,
    mark: mark === undefined ? '' : ` ${mark}`,
    turns,
    conversation: turns
      .flatMap(({ number, user, answer }) => [
        `<<<${fence} Turn ${number}, user\n${user}\n${fence}>>>`,
        `<<<${fence} Turn ${number}, assistant\n${answer}\n${fence}>>>`,
      ])
      .join('\n\n'),
  };
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
