import { isQuoted } from '../quoted.ts';
import type { ScoreEntry, ScoreVerdict } from './entries.ts';
import { headingOf } from './heading.ts';
import { labelWord } from './label.ts';
import { writtenScore } from './number.ts';

/** A line that opens what is said of one sample: `### Sample1`, `**Sample 2:** It is dull.` */
const OPENS =
  /^[ \t>#*_-]{0,8}(?:\d{1,3}[.)] )?["'*_`]{0,4}(\p{L}{1,20})[ _#-]{0,2}(\d{1,5})["'*_`)\]]{0,4}[ \t]*(?:[:–—-]|$)/gmu;
/** What every reply with such sections has. */
const ANNOUNCING = /(?:score|rating)["'*_`]{0,4}[ \t]*[:=]/iu;
/** What announces scores: in a section stands none but the one that is read. */
const ANNOUNCED = /(?:score|rating)s?["'*_`]{0,4}[ \t]*[:=]/giu;
/** A score at the end of a line, which it begins, or as the last sentence of a paragraph. */
const SCORE =
  /(?:^|[.!?][ \t])[ \t>*•-]{0,8}["'*_`]{0,4}(?:(?:float|integer|final|overall) )?(?:score|rating)["'*_`]{0,4}[ \t]*[:=][ \t]*([^\n]{1,60})$/imu;

/**
 * The scores of a reply that has a section for each sample and gives its score there: `### Sample1`, a reason, `**Score: 2.4**`.
 * There are none where a section has several, where a sample has several sections, or where a score stands in a judged text.
 */
export function* sectionVerdicts(reply: string, texts: readonly string[]): Generator<ScoreVerdict> {
  if (!ANNOUNCING.test(reply)) return; // most replies have one list
  const opening = [...reply.matchAll(OPENS)].filter(([, word]) => labelWord(word!) === 'sample');
  const entries = opening.flatMap(({ index, 2: label }, i): ScoreEntry[] => {
    const section = reply.slice(index, opening[i + 1]?.index);
    const score = SCORE.exec(section);
    if (score === null || section.match(ANNOUNCED)!.length > 1 || isQuoted(score[0], texts)) return [];
    const start = index + score.index;
    const end = start + score[0].length;
    return [{ word: 'sample', label: Number(label), ...writtenScore(score[1]!.replace(/\.$/, '')), start, end }];
  });
  const labels = new Set(entries.map(({ label }) => label));
  if (entries.length < opening.length || labels.size < opening.length) return;
  if (entries.every(({ value }) => value === undefined)) return;
  yield { entries, start: opening[0]!.index, end: entries.at(-1)!.end, heading: headingOf('') };
}
