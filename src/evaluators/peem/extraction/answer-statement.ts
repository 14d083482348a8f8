// Not in the paper: about a quarter of the published replies lack the marker that the prompt asks for, and some of them
// plainly say an answer all the same: "The answer is: A, C", "the correct options are A (Rome) and D (Milan)", "Answer:
// B)", or nothing but letters. Only such are read. A letter in passing ("none of the options A, B or C", "I'd be happy
// to", "A planet …") is no answer.
import { halfWidth } from '../../../judging/half-width.ts';
import { isAsserted, isTakenBack } from './assertion.ts';
import { letteredList, optionList } from './option-list.ts';

/** The letters of a statement, as they stand there, and whether the reply takes it back. */
export interface StatedOptions {
  options: readonly string[];
  isTakenBack: boolean;
}

/**
 * The last plain statement of an answer; `undefined` where there is none.
 *
 * @param letters the options of the item
 */
export function statedOptions(reply: string, letters: string): StatedOptions | undefined {
  // \(B\) and \mathbf{B} are B.
  const text = halfWidth(reply)
    .replace(/\\[()[\]]/g, '')
    .replace(/\\(?:text|math)(?:bf|rm|it|sf)?\{([^{}\n]{1,80})\}/g, '$1');
  const alone = ALONE.exec(text.trim()) ?? ALONE_AT_END.exec(text.slice(-300).trimEnd());
  if (alone) return { options: optionList(alone.groups!.list!, letters, true) ?? [], isTakenBack: false };
  const last = [...text.matchAll(STATEMENT), ...text.matchAll(BRIEF), ...text.matchAll(REVERSED)]
    .filter(({ index }) => isAsserted(text, index))
    .reduce<RegExpExecArray | undefined>((a, b) => (a && a.index > b.index ? a : b), undefined);
  if (!last) return undefined;
  const list = last.groups!.list!;
  // "A or B" leaves it open.
  if (/ or /.test(list)) return undefined;
  const named = optionList(list, letters, true) ?? [];
  const end = last.index + last[0].length;
  const rest = text.slice(end, end + 500);
  if (JUDGED.test(rest)) return undefined;
  const more = named.length > 0 ? furtherOptions(last[0], list, rest) : [];
  return { options: [...named, ...more], isTakenBack: isTakenBack(text.slice(end)) };
}

/**
 * The options behind the first ones of a statement, where their texts stand between their letters: "The answers are A:
 * Rome, C: Milan", "(A) Rome and (C) Milan", or each has a line of its own.
 *
 * @param statement what states the answer, with its first options
 * @param list these options, as they stand there
 * @param rest what follows
 */
function furtherOptions(statement: string, list: string, rest: string): string[] {
  const [line, ...lines] = rest.split('\n');
  const first = /[A-Z](?=[^A-Za-z]*$)/.exec(list)?.[0] ?? '';
  const mark = line!.startsWith(':') ? '' : list.endsWith(')') ? ') ' : undefined;
  const sameLine = mark === undefined ? [] : laterOptions(`${first}${mark}${upToContrast(line!)}`);
  // A list of lines begins in a line of its own, too, and ends where a line is none of it.
  const isLines = /\n\s*(?:[-*•] )?$/.test(statement.slice(0, statement.lastIndexOf(list)));
  const end = isLines ? lines.findIndex((each) => !OWN_LINE.test(each) || /\b(?:wrong|incorrect)\b/i.test(each)) : 0;
  const ofLines = lines.slice(0, end < 0 ? lines.length : end).map((each) => OWN_LINE.exec(each)!.groups!.letter!);
  return [...sameLine, ...ofLines];
}

/** The options of a list with texts; none where a text speaks of others: "D) Both (A) and (B)", "B) Rome, ruling out (C)". */
function laterOptions(list: string): string[] {
  const plain = list.replace(/\([^()\n]{2,120}\)/g, '');
  const options = letteredList(plain) ?? [];
  return options.length < (plain.match(/(?<![A-Za-z])[A-Z]\*{0,2}\)/g)?.length ?? 0) ? [] : options;
}

/** A line as far as it goes on with what is chosen; nothing of it where something else is called wrong. */
function upToContrast(line: string): string {
  const chosen = line.split(CONTRAST, 1)[0]!;
  return /\b(?:wrong|incorrect|false)\b/i.test(chosen) ? '' : chosen;
}

const VERDICT = '(?:yes|no|true|false|correct|incorrect|right|wrong|[✓✔✅✗✘❌])(?![A-Za-z])';
/** A verdict on each option: "A: no, B: yes". Which ones are chosen is told by the verdicts, that are not read. */
const JUDGED = new RegExp(
  String.raw`^[):.]?[*_ ]{0,3}${VERDICT}[^\n]{0,80}?\n?[^\n]{0,80}?[\s,;(*][A-Z][*_"]{0,2}[):.][*_ ]{0,3}${VERDICT}(?! (?:is|are|was|were|would|does|did|can)\b)`,
  'i',
);

/** Where a sentence ends, or goes on to its reason or to another option. */
const CONTRAST =
  /(?<!\b(?:Mrs?|Ms|Dr|St))[.!?](?:\s|$)|\b(?:because|since|as|while|whereas|but|not|although|though|rather|instead|unlike)\b/;
/** An option and its text, or an option alone: "D) Milan", "- **D**". */
const OWN_LINE =
  /^[ \t]*(?:[-*•][ \t]+)?[*_"(]{0,4}(?:[Oo]ption )?(?<letter>[A-Z])(?:[*_"]{0,2}[):.](?=[\s*]|$)(?![* ]*(?:is|are|was|were|does|do|did|would|can)\b)|[*_")]{0,3}[ \t]*$)/;

/**
 * The options of which a reply says that they are correct, and no more: "Option B is correct", "So B) is right." Not of
 * "Team B is right", "A is correct in that …", nor where another is weighed against it: "A is correct, but B …".
 */
export function approvedOptions(reply: string): StatedOptions | undefined {
  const approvals = [...reply.matchAll(APPROVED)].filter(({ index, groups }) => {
    const before = reply.slice(Math.max(0, index - 24), index);
    return isAsserted(reply, index) && (groups!.word !== undefined || BEFORE_BARE.test(before));
  });
  const last = approvals.at(-1);
  if (!last) return undefined;
  const rest = reply.slice(last.index + last[0].length);
  return {
    options: approvals.map(({ groups }) => groups!.letter!),
    isTakenBack: isTakenBack(rest) || WEIGHING.test(rest),
  };
}

// One option: A, (A), [A], **A**, "A", `A`, option A, A (Rome). Repetition is bounded throughout: no quadratic search.
const DESCRIBED = String.raw`(?: {0,2}\((?!(?:or|and|maybe|perhaps|possibly|not)\b)[^()\n]{2,120}\))?`;
const OPTION = String.raw`(?:[Oo]ptions? {1,2})?[["'“\x60*($]{0,4}[A-Z]{1,26}(?![A-Za-z'’])[\]"'”\x60*)$]{0,4}${DESCRIBED}`;
const JOINED = `(?: {0,2}[,;&/和与及] {0,2}(?:(?:and|or|&) {1,2})?| {1,2}(?:and|or) {1,2})`;
const LIST = `(?<list>${OPTION}(?:${JOINED}${OPTION}){0,25})`;

// After the list: the end, punctuation, or a word that begins a reason. "A planet" and
// "B vitamins" are no options, but (A) is one whatever follows. Never a part of a list ("A, B and not C"), though the next
// clause may begin with an option ("B, and A is wrong").
const NOT_A_PART = String.raw`(?!${JOINED}${OPTION}(?! (?:is|was|are|were|does|do|did|has|have|can|could|would|seems?)\b))`;
const ENDED = String.raw`${NOT_A_PART}(?:(?<=[)\]*]) |(?=\s*(?:$|[.!:;,#<–—。]|\n)|\s+(?:because|since|as|which|based|given|rather than|instead of|\(?not|[-–—])(?![A-Za-z])))`;

// The answer / correct option(s) / right choice … is | are | would be | : …
const ADVERB =
  '(?:indeed|therefore|thus|both|only|clearly|(?:most )?likely|(?:most )?probably|definitely|certainly|actually|simply)';
const ANSWER_IS =
  String.raw`\b(?:[Aa]nswers?|ANSWERS?|(?:correct|right|best|closest|appropriate|accurate|suitable|final) (?:(?:[Oo]ption|[Cc]hoice)s?|ones?))` +
  String.raw`(?:\(s\))?(?:,? (?:to|for|from|based on|according to|that|given|among|in|here|of)\b[^.\n:]{0,100}?)?,?` +
  String.raw`(?:\*{0,2}\s{0,3}[:=]\*{0,2}| (?:is|are|would be|should be|must be|will be)(?: ${ADVERB})?:?)`;
/** A line that says no more: "### Answer", and the answer below. */
const HEADING = String.raw`(?:^|\n)[ \t#*]{0,8}(?:[Ff]inal |[Cc]orrect )?[Aa]nswers?[ \t*]{0,4}\n`;
const I_CHOOSE = String.raw`\bI(?:(?: would| will|['’]d|['’]ll)? (?:choose|pick|select|go with)|(?:['’]m| am) going with)`;
/** As it is said in Chinese, Spanish, French, Italian, Portuguese and German. */
const ANSWER_ELSEWHERE =
  '答案(?:应该)?(?:是:?|为:?|选:?|:)|(?:故|因此|所以),? ?(?:应该?|我)?选(?:择)?:?|' +
  String.raw`\b(?:[Rr]espuesta|[Rr]éponse|[Rr]isposta|[Rr]esposta|[Aa]ntwort)(?: (?:correcta|correcte|corretta|correta|finale?))?(?: (?:es|est|è|é|ist|lautet)(?: (?:(?:la |l['’]|a |die )(?:opción|option|opzione|opção|alternativa|letra|lettre|lettera|Option)|la))?:?|:)`;
const STATEMENT = new RegExp(
  String.raw`(?:${ANSWER_IS}|${HEADING}|${I_CHOOSE}|${ANSWER_ELSEWHERE})\s{0,3}(?:the following:? )?(?:[-*•] )?${LIST}${ENDED}`,
  'g',
);
/** "Answer D" and nothing more in its sentence. */
const BRIEF = new RegExp(
  String.raw`(?:^|[.!?\n]) {0,3}\*{0,2}(?:[Ff]inal )?[Aa]nswer(?: [-–—])? ${LIST}[.*]{0,3}[ \t]*(?:$|\n)`,
  'g',
);

// Not "neither A nor B is …", "whether B is …", nor the end of a word.
const ASSERTED = String.raw`(?<![A-Za-z0-9'’])(?<!\b(?:nor|neither|not|if|whether|or|unless) (?:[Oo]ption )?)`;

// B is | A and C are the correct answer(s).
const REVERSED = new RegExp(
  `${ASSERTED}${LIST},? (?:is|are) (?:therefore |thus )?(?:both )?the (?:only |most |single )?` +
    '(?:correct|right|best|appropriate|accurate|preferred) (?:answer|option|choice|one)s?\\b',
  'g',
);

// What follows ends the clause.
const APPROVED = new RegExp(
  `${ASSERTED}(?<word>(?:[Oo]ption|[Cc]hoice|[Aa]nswer) )?[(*]{0,3}(?<letter>[A-Z])[)*]{0,3} is (?:correct|right)` +
    String.raw`(?=[*)]{0,3}\s{0,3}(?:$|[.!;:\n。]|,(?! (?:but|though|although|while|yet)\b)|(?:because|since|as|given)\b))`,
  'g',
);
/** What may stand before a letter alone; after a noun it is a name: Team B. */
const BEFORE_BARE =
  /(?:^|[.!?:;,\n—-]|(?<![A-Za-z])(?:so|therefore|thus|hence|and|that|then|clearly|only|because|since|means))[\s*("]*$/i;
/** Words by which a reply is still weighing options. */
const WEIGHING = /\b(?:but|however|although|yet|best|better)\b/i;

// Nothing but options: the whole reply, or a last line after an empty one or a colon.
const NOTHING_ELSE = `[#>* -]{0,8}${LIST}[.*]{0,4}$`;
const ALONE = new RegExp(`^${NOTHING_ELSE}`);
const ALONE_AT_END = new RegExp(String.raw`(?:\n[ \t]*\n|:[ \t]*\n)${NOTHING_ELSE}`);
