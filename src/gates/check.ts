import { UsageError } from '../errors.ts';
import { suggestion } from '../suggest.ts';
import { type Gate, needsBaseline } from './gate.ts';
import { gateProblem, parseGate } from './parse.ts';

/** Reads gates. @throws UsageError naming the first that can't be read */
export function parseGates(texts: readonly string[]): Gate[] {
  return texts.map((text) => {
    const wrong = gateProblem(text);
    if (wrong !== undefined) throw new UsageError(`gate ${JSON.stringify(text)}: ${wrong}`);
    return parseGate(text);
  });
}

/**
 * What of gates can be seen to be wrong before anything is asked: a criterion that the config does not have, a baseline
 * that nobody names. That a statistic does not exist shows only in the results.
 *
 * @param criteria the criteria of the run; undefined where they depend on the data
 * @throws UsageError
 */
export function checkGates(
  gates: readonly Gate[],
  criteria: readonly string[] | undefined,
  hasBaseline: boolean,
): void {
  for (const gate of gates) {
    const place = `gate ${JSON.stringify(gate.text)}`;
    if (needsBaseline(gate) && !hasBaseline) {
      throw new UsageError(`${place}: there is no baseline to compare with; name one with --baseline or \`baseline:\``);
    }
    if (criteria !== undefined && gate.criterion !== '' && !criteria.includes(gate.criterion)) {
      throw new UsageError(
        `${place}: there is no criterion ${JSON.stringify(gate.criterion)}; ${suggestion(gate.criterion, criteria)}`,
      );
    }
  }
}
