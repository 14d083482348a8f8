import { UsageError } from '../../errors.ts';
import type { Model } from '../../model/ask.ts';
import type { MtBenchConfig } from './config.ts';
import type { Answers, ModelAnswers } from './fastchat.ts';

/** A model under evaluation: one that is asked, or one whose answers exist already. */
export type Participant = { name: string; model: Model } | { name: string; answers: ModelAnswers };

/**
 * The models under evaluation: those of the config in its order, then those of the answer files.
 *
 * @throws UsageError where a model is both
 */
export function participantsOf(models: readonly Model[], answers: Answers): Participant[] {
  const existing = [...answers].map(([name, own]) => ({ name, answers: own }));
  const twice = existing.find(({ name }) => models.some((model) => model.name === name));
  if (twice !== undefined) {
    throw new UsageError(
      `the model "${twice.name}" is to be asked, but has answers in evaluator.answers as well; give one of them another name`,
    );
  }
  return [...models.map((model) => ({ name: model.name, model })), ...existing];
}

/** Pairs of participants to be compared; the first of each is the one whose win counts as 1. */
export function pairsOf<P extends { name: string }>(
  { mode, baseline }: Pick<MtBenchConfig, 'mode' | 'baseline'>,
  participants: readonly P[],
): [P, P][] {
  if (mode === 'single') return [];
  if (mode === 'pairwise-all')
    return participants.flatMap((a, i) => participants.slice(i + 1).map((b): [P, P] => [a, b]));
  const base = participants.find(({ name }) => name === baseline);
  return base === undefined ? [] : participants.filter((each) => each !== base).map((each) => [each, base]);
}
