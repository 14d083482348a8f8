/** What announces scores: the words before a list, the head of a column, a key of JSON. */
export interface Heading {
  kind: HeadingKind;
  /** What it says, to tell one aspect from another. */
  name: string;
  /** The scale that it names, as in `Scores (1-10)`; `low` is undefined in `Scores (out of 10)`. */
  scale: Scale | undefined;
}

export interface Scale {
  low: number | undefined;
  high: number;
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
/** Words that say it even where no word for scores stands beside them. */
const DRAFT = words(
  'preliminary prelim initial draft tentative provisional previous interim unrevised vorläufig vorläufige vorläufigen ' +
    'preliminar preliminares provisional provisionales inicial iniciales anterior anteriores préliminaire préliminaires ' +
    'provisoire provisoires preliminari предварительные',
);
/** Words that say it only of scores, or as a short heading. */
const EARLIER = words('prior earlier old original former first before rough starting');
const OTHER = words(
  'rank ranks ranked ranking rankings order confidence certainty uncertainty count counts length lengths lowest highest ' +
    'average mean median weight weights human reason reasons explanation explanations justification justifications ' +
    'rationale rationales example examples',
);
const BESIDE = words(
  'max maximum maximal maximale min minimum possible best worst expected gold reference baseline target rounded normalized normalised change changes ' +
    'changed delta difference differences diff gap range margin deviation variance sd std error not no without máxima ' +
    'máximas máximo máximos maximales',
);
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

const NUMBER = String.raw`(\d{1,4}(?:\.\d{1,4})?)`;
const RANGE = new RegExp(
  String.raw`(\(|(?<!\p{L})(?:scale|scale of|scale from|from|range|between|scores?|ratings?|on an?)|:)[ \t]{0,3}${NUMBER}[ \t]{0,3}(?:-|–|—|~|to|and|bis|à|到|至)[ \t]{0,3}${NUMBER}(?!\d)`,
  'iu',
);
const OUT_OF = new RegExp(
  String.raw`(?:\/|(?<!\p{L})(?:out of|max(?:imum)?\.?(?: of| is|:|=)?)|满分为?|満点)[ \t]{0,3}${NUMBER}(?!\d)|${NUMBER}[ -]?(?:points? scale|满点|満点)`,
  'iu',
);

/** What kind of heading a name is: that of a column, a key or a line. */
export function headingOf(given: string): Heading {
  const name = given
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ') // `finalScores`
    .replaceAll('_', ' ')
    .toLowerCase();
  const range = RANGE.exec(name);
  const outOf = range === null ? OUT_OF.exec(name) : null;
  const said = range ?? outOf;
  const scale =
    range !== null
      ? { low: Number(range[2]), high: Number(range[3]) }
      : outOf !== null
        ? { low: undefined, high: Number(outOf[1] ?? outOf[2]) }
        : undefined;
  const rest =
    said === null
      ? name
      : `${name.slice(0, said.index)} ${wordOfScale(said)} ${name.slice(said.index + said[0].length)}`;
  const kind = EAST_ASIAN.test(rest) ? eastAsianKind(rest) : kindOf(rest);
  return { kind, name: rest.replace(/[^\p{L}]+/gu, ' ').trim(), scale };
}

/** A bracket or a word for scores that the pattern of a scale took along. */
function wordOfScale(said: RegExpExecArray): string {
  return /^(?:\(|score|rating)/i.test(said[0]) ? said[1]! : '';
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
  const about = [...phrase, next];
  const isAny = (...sets: ReadonlySet<string>[]) => about.some((word) => sets.some((set) => set.has(word)));
  if (isAny(DRAFT, EARLIER) || aside.some((word) => DRAFT.has(word) || EARLIER.has(word))) return 'draft';
  const isOther = (word: string) => OTHER.has(word) || BESIDE.has(word);
  if (
    relating ||
    isAny(OTHER, BESIDE) ||
    (aside.length <= 2 && aside.every((word) => isOther(word)) && aside.length > 0)
  )
    return 'other';
  if (next === 'after' || isAny(FINAL) || aside.some((word) => FINAL.has(word))) return 'final';
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
  const isShort = spoken.length <= 3;
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

/** What may stand between a heading and the scores, and what of that shows that it is one. */
const INTRODUCING = new Set(' \t\r\n"\'*_`#>[({|:=-–—•·●▪◦‣');
const INTRODUCED = /[:=[({|\n]/;
/** What a heading does not reach beyond, and how many characters it may have. */
const LONGEST_HEADING = 160;
const BOUNDARY = new Set('.;:{}[]|\n。');
/** A line that opens a code block, or the number of a list's first item: no heading, it stands above. */
const PASSED = /(?:^|\n)[ \t>*-]{0,8}(?:`{3}[a-z]{0,10}|\d{1,3}[.)])$/i;

/** What announces the piece of a reply that begins at `start`: the last words before it, with a colon, bracket or line end. */
export function headingBefore(reply: string, start: number): Heading {
  const { name, from } = nameBefore(reply, start);
  // A line in brackets, such as a scale, belongs to the one above it.
  const isAside = /^[^\p{L}\p{N}(]*\([^()]*\)[^\p{L}\p{N}]*$/u.test(name);
  return headingOf(isAside ? `${nameBefore(reply, from).name} ${name}` : name);
}

function nameBefore(reply: string, start: number): { name: string; from: number } {
  let end = beforeSigns(reply, start);
  const line = PASSED.exec(reply.slice(Math.max(0, end - 24), end));
  if (line !== null) end = beforeSigns(reply, end - line[0].length);
  let from = end;
  if (!INTRODUCED.test(reply.slice(end, start))) return { name: '', from };
  let depth = 0;
  while (from > 0 && end - from < LONGEST_HEADING && !isBoundary(reply, from - 1, depth)) {
    from -= 1;
    if (reply[from] === ')') depth += 1;
    else if (reply[from] === '(' && depth > 0) depth -= 1;
  }
  return { name: reply.slice(from, end), from };
}

function beforeSigns(reply: string, start: number): number {
  let end = start;
  while (end > 0 && INTRODUCING.has(reply[end - 1]!)) end -= 1;
  return end;
}

/** A point within a number and what stands in brackets ends no heading. */
function isBoundary(reply: string, place: number, depth: number): boolean {
  const sign = reply[place]!;
  if (sign === '\n') return true;
  if (depth > 0 || !BOUNDARY.has(sign)) return false;
  return sign !== '.' || !/\d/.test(reply[place + 1] ?? '');
}
