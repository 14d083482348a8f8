// "Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena" (Zheng et al., NeurIPS 2023, https://arxiv.org/abs/2306.05685),
// carried on to sessions of many turns by MT-Bench++: "Parrot: Enhancing Multi-Turn Instruction Following for Large
// Language Models" (Sun et al., ACL 2024, https://arxiv.org/abs/2310.07301). A model answers the turns of a session with its
// own answers in the history; each answer is graded, compared with another model's, or checked without a judge.
import { UsageError } from '../../errors.ts';
import type { Evaluator, Inputs, Results } from '../evaluator.ts';
import { judgesOf } from '../judges.ts';
import { aggregate } from './aggregate.ts';
import { checksTable } from './checks-table.ts';
import { collect } from './collect.ts';
import { asksContextErrors, filesOf, type MtBenchConfig, type SettledMtBenchConfig } from './config.ts';
import {
  ABLATED,
  ABLATED_ANSWER_WORDS,
  ANSWER_WORDS,
  CHECKS,
  CONTEXT_ERROR,
  FAILURE,
  GRADE,
  PREFERENCES,
} from './criteria.ts';
import { type MtBenchData, read } from './data.ts';
import { gamesOf } from './games.ts';
import { type Participant, pairsOf, participantsOf } from './participants.ts';
import { STATISTICS, type SummaryCriterion } from './statistics/names.ts';
import { summarise } from './summarise.ts';
import { tryPrompts } from './try-prompts.ts';
import { warnings } from './warnings.ts';

export const mtBench: Evaluator<SettledMtBenchConfig, MtBenchData> = {
  files: filesOf,
  read,
  // A failure can't be told where the judge gave no context error.
  secondary: [CONTEXT_ERROR, ABLATED + CONTEXT_ERROR, FAILURE],
  check,
  collect,
  statistics: statisticsOf,
  conclude(ratings, { config, data: { sessions, answers }, models, seed }) {
    const scores = aggregate(ratings, sessions, participantsOf(models, answers), config);
    const byId = new Map(sessions.map((session) => [session.id, session]));
    const material = { scores, ratings, games: gamesOf(ratings), sessions: byId };
    const checks = checksTable(ratings, byId);
    const tables: Results['tables'] = checks.rows.length === 0 ? {} : { 'checks.csv': checks };
    return { scores, statistics: summarise(material, seed), tables, warnings: warnings(material) };
  },
};

/** What is graded and what is compared depends on the mode; whether there are checks, on the dataset. */
function statisticsOf(config: SettledMtBenchConfig, data?: MtBenchData): ReadonlyMap<string, readonly string[]> {
  const asked: Record<SummaryCriterion, boolean> = {
    [GRADE]: config.mode === 'single' && judgesOf(config).length > 0,
    [CONTEXT_ERROR]: asksContextErrors(config),
    [CHECKS]: data === undefined || hasChecks(data.sessions),
    [FAILURE]: true,
    [ANSWER_WORDS]: true,
    [ABLATED_ANSWER_WORDS]: config.ablation,
    [PREFERENCES]: config.mode !== 'single',
  };
  return new Map(Object.entries(STATISTICS).filter(([criterion]) => asked[criterion as SummaryCriterion]));
}

function check({ config, data, models, files }: Inputs<SettledMtBenchConfig, MtBenchData>): void {
  const { sessions, answers } = data;
  const participants = participantsOf(models, answers);
  if (participants.length === 0) {
    throw new UsageError(
      'there is nothing to evaluate: name `models`, or answers that exist already in evaluator.answers',
    );
  }
  requirePairs(config, participants);
  const hasJudge = judgesOf(config).length > 0;
  if (!hasJudge && !hasChecks(sessions)) {
    throw new UsageError('there is nothing to judge by: name a `judge`, or use a dataset that has checks');
  }
  for (const [name, own] of answers) {
    if (!sessions.some(({ id }) => own.has(id)))
      throw new UsageError(`the answers of "${name}" are to none of the sessions of the dataset`);
  }
  if (hasJudge) tryPrompts(config, sessions, files);
}

function hasChecks(sessions: MtBenchData['sessions']): boolean {
  return sessions.some(({ turns }) => turns.some(({ checks }) => checks.length > 0));
}

/** Where models are compared, there must be two of them, and the baseline must be one. */
function requirePairs(config: MtBenchConfig, participants: readonly Participant[]): void {
  const { mode, baseline } = config;
  if (mode === 'single' || pairsOf(config, participants).length > 0) return;
  const names = participants.map(({ name }) => `"${name}"`).join(', ');
  if (mode === 'pairwise-all')
    throw new UsageError(`comparing models needs at least two of them; there is only ${names}`);
  throw new UsageError(
    participants.some(({ name }) => name === baseline)
      ? `there is no model to compare with the baseline "${baseline}"`
      : `the baseline "${baseline}" is none of the models: ${names}`,
  );
}
