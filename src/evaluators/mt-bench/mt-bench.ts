// "Judging LLM-as-a-Judge with MT-Bench and Chatbot Arena" (Zheng et al., NeurIPS 2023, https://arxiv.org/abs/2306.05685),
// carried on to sessions of many turns by MT-Bench++: "Parrot: Enhancing Multi-Turn Instruction Following for Large
// Language Models" (Sun et al., ACL 2024, https://arxiv.org/abs/2310.07301). A model answers the turns of a session with its
// own answers in the history; each answer is graded, compared with another model's, or checked without a judge.
import { UsageError } from '../../errors.ts';
import type { Evaluator, Results } from '../evaluator.ts';
import { aggregate } from './aggregate.ts';
import { checksTable } from './checks-table.ts';
import { collect } from './collect.ts';
import { filesOf, type MtBenchConfig } from './config.ts';
import { ABLATED, CONTEXT_ERROR, FAILURE } from './criteria.ts';
import { sessionsOf } from './fastchat.ts';
import { gamesOf } from './games.ts';
import { judgesOf, pairsOf, participantsOf } from './participants.ts';
import { type Session, toSessions } from './sessions.ts';
import { summarise } from './summarise.ts';
import { tryPrompts } from './try-prompts.ts';
import { warnings } from './warnings.ts';

export const mtBench: Evaluator<MtBenchConfig, readonly Session[]> = {
  files: filesOf,
  read: toSessions,
  // A failure can't be told where the judge gave no context error.
  secondary: [CONTEXT_ERROR, ABLATED + CONTEXT_ERROR, FAILURE],
  check({ config, data, models, files }) {
    const participants = participantsOf(config, models, files);
    if (participants.length === 0) {
      throw new UsageError(
        'there is nothing to evaluate: name `models`, or answers that exist already in evaluator.answers',
      );
    }
    const names = participants.map(({ name }) => `"${name}"`).join(', ');
    if (config.mode !== 'single' && pairsOf(config, participants).length === 0) {
      if (config.mode === 'pairwise-all')
        throw new UsageError(`comparing models needs at least two of them; there is only ${names}`);
      const known = participants.some(({ name }) => name === config.baseline);
      throw new UsageError(
        known
          ? `there is no model to compare with the baseline "${config.baseline}"`
          : `the baseline "${config.baseline}" is none of the models: ${names}`,
      );
    }
    const sessions = sessionsOf(data, config, files);
    if (
      judgesOf(config).length === 0 &&
      sessions.every(({ turns }) => turns.every(({ checks }) => checks.length === 0))
    ) {
      throw new UsageError('there is nothing to judge by: name a `judge`, or use a dataset that has checks');
    }
    for (const participant of participants) {
      if ('answers' in participant && !sessions.some(({ id }) => participant.answers.has(id))) {
        throw new UsageError(`the answers of "${participant.name}" are to none of the sessions of the dataset`);
      }
    }
    if (judgesOf(config).length > 0) tryPrompts(config, sessions, files);
  },
  collect,
  conclude(ratings, { config, data, models, seed, files }) {
    const sessions = sessionsOf(data, config, files);
    const scores = aggregate(ratings, sessions, participantsOf(config, models, files), config);
    const byId = new Map(sessions.map((session) => [session.id, session]));
    const material = { scores, ratings, games: gamesOf(ratings), sessions: byId };
    const checks = checksTable(ratings, byId);
    const tables: Results['tables'] = checks.rows.length === 0 ? {} : { 'checks.csv': checks };
    return { scores, statistics: summarise(material, seed), tables, warnings: warnings(material) };
  },
};
