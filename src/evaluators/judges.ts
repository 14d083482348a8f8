import type { Model } from '../model/ask.ts';
import type { ModelConfig } from '../model/config.ts';
import type { Settling } from './settling.ts';

/** The judges of a config: one as `judge`, several as `judges`, or none. */
interface Judges<M> {
  judge?: M;
  judges?: M[];
}

/** A config whose judges have names and backends. It keeps to `judge` or `judges`, as it is written into run.json. */
export type WithSettledJudges<Config> = Omit<Config, keyof Judges<Model>> & Judges<Model>;

export function judgesOf({ judge, judges }: Judges<Model>): Model[] {
  return [judge ?? [], judges ?? []].flat();
}

/** Gives the judges of an evaluator's config their names and backends. */
export function settleJudges(
  { judge, judges }: Judges<ModelConfig>,
  settling: Settling,
): { judge: Model | undefined; judges: Model[] | undefined } {
  return {
    judge: judge && settling.model(judge, ['judge']),
    judges: judges && settling.models(judges, ['judges']),
  };
}
