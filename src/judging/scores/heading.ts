import { isReversed, type Scale, scaleIn } from './scale.ts';

/** What announces scores: the words before a list, the head of a column, a key of JSON. */
export interface Heading {
  kind: HeadingKind;
  /** What it says, to tell one aspect from another. */
  name: string;
  /** The scale that it names, as in `Scores (1-10)`; `low` is undefined in `Scores (out of 10)`. */
  scale: Scale | undefined;
}

export type HeadingKind =
  /** Scores that take the place of others: `Final scores`, `Revised`. */
  | 'final'
  /** Scores, and nothing more is said of them. */
  | 'scores'
  /** Scores with a word that we don't know before them: `Clarity scores`. */
  | 'named'
  /** Scores for something: `Scores for grammar`. */
  | 'aspect'
  /** Nothing that can be told. */
  | 'unknown'
  /** Scores that others take the place of: `Preliminary scores`. */
  | 'draft'
  /** What has the form of scores and is none: ranks, confidence, the ends of the scale. */
  | 'other';

const SCORES = words(
  'score scores rating ratings grade grades mark marks points punkte punktzahl punktzahlen bewertung bewertungen ' +
    'puntuación puntuacion puntuaciones puntaje puntajes calificación calificaciones pontuação pontuações ' +
    'punteggio punteggi оценка оценки баллы',
);
/** Words for scores that others take the place of, even where no word for scores stands beside them. */
const DRAFT = words(
  'preliminary prelim initial draft tentative provisional previous interim unrevised vorläufig vorläufige vorläufigen ' +
    'preliminar preliminares provisional provisionales inicial iniciales anterior anteriores préliminaire préliminaires ' +
    'provisoire provisoires preliminari предварительные',
);
/** The same of words that say it only beside a word for scores, or as a short heading. */
const EARLIER = words('prior earlier old original former first before rough starting alte alten ancienne anciennes');
/** Words for what is no score, wherever they stand. */
const OTHER = words(
  'rank ranks ranked ranking rankings order confidence certainty uncertainty count counts length lengths lowest highest ' +
    'average mean median weight weights human reason reasons explanation explanations justification justifications ' +
    'rationale rationales example examples',
);
/** The same of words that say it only beside a word for scores, or as a short heading. */
const BESIDE = words(
  'max maximum maximal maximale min minimum possible best worst expected gold reference baseline target rounded ' +
    'normalized normalised change changes changed delta difference differences diff gap range margin deviation variance sd std error errors mistake mistakes typo typos issue issues penalty penalties ' +
    'deduction deductions strength strengths weakness weaknesses placement placements place places position positions not no without máxima ' +
    'máximas máximo máximos maximales',
);
/** Words for scores that take the place of others. */
const FINAL = words(
  'final finals finalized finalised revised revision revisions updated update adjusted amended corrected correction ' +
    'corrections overall definitive new endgültig endgültige endgültigen überarbeitete finale finales definitivas ' +
    'definitivos revisadas revisados définitifs définitives révisées итоговые',
);
/** Words before `scores` that leave them what they are. */
const NEUTRAL = words(
  'float integer decimal numeric numerical number whole sample samples text texts response responses output outputs item ' +
    'items individual batch quality evaluation judge judging respective resulting relative comparative are is be as give ' +
    'given giving assign assigned assigning award set list of summary here so',
);
/** Where the phrase around `scores` begins. */
const DETERMINERS = words(
  'the my our your his their its this these those all following a an and with & die meine der las los mis les mes le la',
);
/** Scores that others are set against: `up from the scores of …`. */
const RELATING = words('from than unlike versus vs against not');
const ASPECT = words('for in on of regarding about concerning by für para pour');
const COUNTING = words(
  'each all every both of one two three four five six seven eight nine ten alle cada todas chaque',
);
/** What scores are given for as a matter of course, and other ways to go on that name no aspect. */
const JUDGED = words(
  'sample samples text texts response responses output outputs item items answer answers reply replies batch dialogue ' +
    'dialogues conversation conversations them it order scale label labels descending ascending rank question above',
);
/** What a heading such as `My final answer` may hold beside a word of FINAL. */
const FILLING = words(
  'here are is the my our this these so therefore answer verdict result results list version evaluation judgment judgement ' +
    'assessment output outputs values numbers',
);

/** East Asian languages set no blanks between words. */
const EAST_ASIAN = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u;
const EAST_ASIAN_DRAFT =
  /初步|初始|初评|暂定|之前|原始|原来|旧|修改前|调整前|暫定|予備|以前|修正前|仮の|예비|초기|이전/;
const EAST_ASIAN_OTHER =
  /最高|最低|最大|最小|排名|名次|排序|顺序|置信|信心|平均|变化|差距|字数|順位|確信|순위|최고|최대|평균/;
const EAST_ASIAN_FINAL = /最终|最后|修订|修正|调整后|总体|综合|最終|総合|최종|수정/;
const EAST_ASIAN_SCORES = /分数|得分|评分|打分|分值|評分|分數|スコア|点数|採点|評点|점수|평점/;

/** What kind of heading a name is: that of a column, a key or a line. */
export function headingOf(given: string): Heading {
  const name = given
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ') // `finalScores`
    .replaceAll('_', ' ')
    .toLowerCase();
  const { scale, rest } = scaleIn(name);
  if (isReversed(name)) return { kind: 'other', name: nameOf(rest), scale };
  const kind = EAST_ASIAN.test(rest) ? eastAsianKind(rest) : kindOf(rest);
  return { kind, name: nameOf(rest), scale };
}

function nameOf(text: string): string {
  return text.replace(/[^\p{L}]+/gu, ' ').trim();
}

function eastAsianKind(text: string): HeadingKind {
  if (EAST_ASIAN_DRAFT.test(text)) return 'draft';
  if (EAST_ASIAN_OTHER.test(text)) return 'other';
  if (EAST_ASIAN_FINAL.test(text)) return 'final';
  return EAST_ASIAN_SCORES.test(text) ? 'scores' : 'unknown';
}

function kindOf(text: string): HeadingKind {
  const aside = wordsOf(/\(([^()]*)\)/.exec(text)?.[1] ?? '');
  const all = tokensOf(text.replace(/\([^()]*\)/g, ' '));
  const at = all.findLastIndex((word) => SCORES.has(word));
  if (at < 0) return kindWithoutScores(all, aside);
  const { phrase, relating } = phraseBefore(all, at);
  const next = all[at + 1] ?? '';
  const about = [...phrase, next, ...aside];
  if (about.some((word) => DRAFT.has(word) || EARLIER.has(word))) return 'draft';
  const isOther = (word: string) => OTHER.has(word) || BESIDE.has(word);
  // Of brackets, only what is all that they say: `(max)`, not `(higher is best)`.
  if (relating || [...phrase, next].some(isOther) || (aside.length > 0 && aside.every(isOther))) return 'other';
  if (next === 'after' || about.some((word) => FINAL.has(word))) return 'final';
  if (ASPECT.has(next) && namesAspect(all.slice(at + 2))) return 'aspect';
  const last = phrase.at(-1)?.replace(/\d+$/, '') ?? '';
  return last === '' || NEUTRAL.has(last) ? 'scores' : 'named';
}

/** The words right before that for scores, as far as its phrase goes, and whether the phrase only relates to scores. */
function phraseBefore(all: readonly string[], at: number): { phrase: string[]; relating: boolean } {
  let from = at;
  while (from > 0 && at - from < 4 && isWord(all[from - 1]!) && !DETERMINERS.has(all[from - 1]!)) from -= 1;
  const phrase = all.slice(from, at);
  const before = DETERMINERS.has(all[from - 1] ?? '') ? (all[from - 2] ?? '') : '';
  const isReason = (before === 'for' || before === 'of' || before === 'behind') && OTHER.has(all[from - 3] ?? '');
  return { phrase, relating: isReason || [...phrase, before].some((word) => RELATING.has(word)) };
}

/** Whether words behind `scores for` say what for, rather than for which samples. */
function namesAspect(words: readonly string[]): boolean {
  const noun = words.find((word) => !COUNTING.has(word) && !DETERMINERS.has(word) && !/^\d+$/.test(word));
  return noun !== undefined && isWord(noun) && !JUDGED.has(noun.replace(/\d+$/, ''));
}

function kindWithoutScores(all: readonly string[], aside: readonly string[]): HeadingKind {
  const spoken = all.filter(isWord);
  const isShort = spoken.filter((word) => /\p{L}/u.test(word)).length <= 3;
  if ([...spoken, ...aside].some((word) => DRAFT.has(word))) return 'draft';
  if (spoken.some((word) => OTHER.has(word))) return 'other';
  if (isShort && spoken.some((word) => EARLIER.has(word))) return 'draft';
  if (isShort && spoken.some((word) => BESIDE.has(word))) return 'other';
  const telling = spoken.filter((word) => !FILLING.has(word));
  return telling.length > 0 && telling.every((word) => FINAL.has(word)) ? 'final' : 'unknown';
}

function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}'’&]+|[^\s\p{L}\p{M}\p{N}'’&*`"]/gu) ?? [];
}

function wordsOf(text: string): string[] {
  return tokensOf(text).filter(isWord);
}

function isWord(token: string): boolean {
  return /[\p{L}\p{N}&]/u.test(token);
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
