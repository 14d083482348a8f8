import type { Rating } from '../evaluator.ts';
import { CUT_OFF, CUT_OFF_EMPTY, EMPTY } from './answer-notes.ts';
import { ANSWER_WORDS, CONTEXT_ERROR, GRADE } from './criteria.ts';
import { gradeGaps, type JudgeGap, verdictGaps } from './judge-gaps.ts';
import type { Material } from './statistics/material.ts';
import { distinct } from './statistics/sheet.ts';

/**
 * Below this many sessions intervals that resample them cover less than they say: in simulations of grades with eight
 * turns a session, 94% of eight sessions and 87% of four, instead of 95%. Those of rates hold.
 */
const FEW_SESSIONS = 8;

/** How many groups of few sessions are named. */
const NAMED = 5;

/** A mean grade that is moved by less than this by what a judge left out is as good as whole. */
const SHIFT = 0.1;

/** The same of an adjusted win rate: a percentage point. */
const WIN_RATE_SHIFT = 0.01;

/** Zheng et al. 2023, table 2: GPT-4 gave the same verdict in both orders in 65% of comparisons, weaker judges in far fewer. */
const CONSISTENT = 0.6;

/** Below this share of readable verdicts a rate says more about form than about what is judged. */
const READABLE = 0.8;

/** From this share of a model's answers on, what is not whole is told. */
const NOT_WHOLE = 0.01;

/** What a user must know about how far the results can be trusted, the gravest first. */
export function warnings(material: Material): string[] {
  const { ratings } = material;
  const found: string[] = [];
  found.push(...ofAnswersNotWhole(ratings), ...ofInconsistency(material));
  const verdicts = ratings.filter(
    ({ criterion, status }) => criterion === CONTEXT_ERROR && status !== 'no-output' && status !== 'not-asked',
  );
  const read = verdicts.filter(({ status }) => status === 'ok').length / verdicts.length;
  if (verdicts.length > 0 && read < READABLE) {
    found.push(
      `The judge gave a readable context error for ${read === 0 ? 'none' : `only ${percent(read)}`} of the answers it was asked about. Failure rates are too high for that, as a turn counts as sound only where its context error is known; \`contextErrors: false\` leaves context errors out.`,
    );
  }
  for (const gap of gradeGaps(ratings)) {
    if (gap.difference === undefined || Math.abs(gap.shift) >= SHIFT) found.push(ofGap(gap));
  }
  for (const gap of verdictGaps(material.games, material.scores)) {
    if (gap.difference === undefined || Math.abs(gap.shift) >= WIN_RATE_SHIFT) found.push(ofVerdictGap(gap));
  }
  found.push(...ofFewSessions(material), ...ofUnequalSessions(material));
  return found;
}

/** Of answers that were cut off or are empty: they count as the model's own, though a limit or its reasoning may be to blame. */
function ofAnswersNotWhole(ratings: readonly Rating[]): string[] {
  const answers = ratings.filter(({ criterion, status }) => criterion === ANSWER_WORDS && status === 'ok');
  let cutOff = false;
  const models = distinct(answers.map(({ model }) => model)).flatMap((model) => {
    const own = answers.filter((each) => each.model === model);
    const noted = (...notes: string[]) => own.filter(({ note }) => note !== undefined && notes.includes(note)).length;
    const [cut, before, empty] = [noted(CUT_OFF, CUT_OFF_EMPTY), noted(CUT_OFF_EMPTY), noted(EMPTY)];
    if ((cut + empty) / own.length < NOT_WHOLE) return [];
    cutOff ||= cut > 0;
    const begun = before === 0 ? '' : ` (${before} of them before they began)`;
    const parts = [...(cut === 0 ? [] : [`${cut} cut off${begun}`]), ...(empty === 0 ? [] : [`${empty} empty`])];
    return [`${parts.join(' and ')} of ${own.length} of "${model}"`];
  });
  if (models.length === 0) return [];
  const remedy = cutOff ? ' `maxTokens` gives them room; a model that reasons needs it for its reasoning as well.' : '';
  return [`Answers are not whole, and were checked and judged as they are: ${models.join('; ')}.${remedy}`];
}

/** Statistics by turn rest on other sessions from turn to turn then, and hard sessions may be the long ones. */
function ofUnequalSessions({ scores, sessions }: Material): string[] {
  const scored = new Set(scores.map(({ sample }) => sample));
  const lengths = [...scored].flatMap((id) => sessions.get(id)?.turns.length ?? []);
  const [shortest, longest] = [Math.min(...lengths), Math.max(...lengths)];
  if (lengths.length === 0 || shortest === longest) return [];
  return [
    `Sessions have from ${shortest} to ${longest} turns: later turns are those of the longer ones, so that statistics by turn compare different sessions. \`slope_over_turns\` does not, as it is the change within sessions.`,
  ];
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}

/** Of each judge: one that is led by the order is not seen in a mean with others. */
function ofInconsistency({ games }: Material): string[] {
  const judges = distinct(games.map(({ judge }) => judge));
  return judges.flatMap((judge) => {
    const own = games.filter((game) => game.judge === judge && game.result !== undefined);
    const consistent = own.filter(({ orders: [first, second] }) => first === second).length / own.length;
    if (own.length === 0 || consistent >= CONSISTENT) return [];
    const who = judges.length > 1 ? `The judge "${judge}"` : 'The judge';
    return [
      `${who} kept to its verdict in only ${percent(consistent)} of comparisons when the order was turned round: most ties are its indecision.`,
    ];
  });
}

function ofGap({ judge, lacking, of, difference, model, shift }: JudgeGap): string {
  const what = `The judge "${judge}" gave no readable grade for ${lacking} of ${of} answers that were graded`;
  if (difference === undefined)
    return `${what}, and none that another judge graded as well: how their levels differ is not known.`;
  const level = `${Math.abs(difference).toFixed(1)} ${difference < 0 ? 'below' : 'above'} the others`;
  return `${what}. Where it did, it was ${level}, so that without it the mean grade of "${model}" is about ${Math.abs(shift).toFixed(2)} too ${shift > 0 ? 'high' : 'low'}.`;
}

function ofVerdictGap({ judge, lacking, of, difference, model, shift }: JudgeGap): string {
  const what = `The judge "${judge}" gave no readable verdict for ${lacking} of ${of} comparisons that were judged`;
  if (difference === undefined)
    return `${what}, and of those of "${model}" none that another judge judged as well: how far that moves its win rate is not known.`;
  const points = (share: number) => `${(100 * Math.abs(share)).toFixed(0)} percentage points`;
  return `${what}. Where it did, it put "${model}" ${points(difference)} ${difference < 0 ? 'below' : 'above'} where the others did, so that without it the adjusted win rate of "${model}" is about ${points(shift)} too ${shift > 0 ? 'high' : 'low'}.`;
}

/** Of the run as a whole, else of the groups by which its statistics are broken down. */
function ofFewSessions({ scores, sessions }: Material): string[] {
  const scored = new Set(scores.map(({ sample }) => sample));
  if (scored.size === 0) return [];
  if (scored.size < FEW_SESSIONS)
    return [
      `There ${scored.size === 1 ? 'is only 1 session' : `are only ${scored.size} sessions`}: intervals of means are too narrow with fewer than ${FEW_SESSIONS}.`,
    ];
  // Of grades there are means by group; all else that is broken down is rates.
  if (!scores.some(({ criterion }) => criterion === GRADE)) return [];
  const counts = new Map<string, number>();
  for (const { id, category, turns } of sessions.values()) {
    if (!scored.has(id)) continue;
    const phenomena = turns.flatMap(({ phenomenon }) => (phenomenon === undefined ? [] : [`phenomenon ${phenomenon}`]));
    const groups = [...(category === '' ? [] : [`category ${category}`]), ...phenomena];
    for (const group of new Set(groups)) counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  const few = [...counts].filter(([, count]) => count < FEW_SESSIONS).map(([group, count]) => `${group} (${count})`);
  if (few.length === 0) return [];
  const named = `${few.slice(0, NAMED).join(', ')}${few.length > NAMED ? ` and ${few.length - NAMED} more` : ''}`;
  return [
    `Some groups have few sessions, and the intervals of their means are too narrow with fewer than ${FEW_SESSIONS}: ${named}.`,
  ];
}
