// Not in Yuan et al., findings of ACL 2024, arXiv 2408.13738: 2.5 million, 2,500,000 and 250万 are one number.

/** What a number is multiplied by, and where the words for it end; no `factor` where they can be read in two ways. */
export interface Magnitude {
  factor: number | undefined;
  end: number;
}

const FACTORS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    12: 'dozen dozens',
    1e2: 'hundred hundreds 百 백',
    1e3: 'thousand thousands tausend mille mila тыс тысяча тысячи тысяч 千 천 हजार',
    1e4: '万 萬 만',
    1e5: 'lakh lakhs lac lacs लाख',
    1e6: 'million millions millionen mio mln millón millones milhão milhões milione milioni млн миллион миллиона миллионов',
    1e7: 'crore crores करोड',
    1e8: '亿 億 억',
    // Billion is 1e12 in some languages, whose words for it differ but for the singular.
    1e9: 'billion bn milliard milliards milliarde milliarden mrd miliardo miliardi млрд миллиард миллиарда миллиардов',
    1e12: 'trillion billionen',
  }).flatMap(([factor, words]) => words.split(' ').map((word) => [word.normalize('NFKC'), Number(factor)] as const)),
);

/** Letters that stand for a magnitude beside a currency sign: $5M, 5k€. */
const MONEY: ReadonlyMap<string, number> = new Map(
  Object.entries({ k: 1e3, m: 1e6, mn: 1e6, mm: 1e6, b: 1e9, bn: 1e9, t: 1e12, tn: 1e12 }),
);

/** Letters that do elsewhere, written at the number: 5k; apart they are units, or the M of a solution. */
const TOGETHER: ReadonlyMap<string, number> = new Map(Object.entries({ k: 1e3, K: 1e3, M: 1e6 }));

/** Single letters at a number that are units. Others are unknowns, as in 3x. */
export const UNIT_LETTER = /^[mgshlLNJWVAKCF]$/;

/** Letters of magnitude apart from their number, of which no unit is certain; 5 K is a temperature. */
const OPEN_APART = /^[kM]$/;

/** Words of magnitude in a form that is not known here, and such as mean several: thousandths, billions, mil. */
const OPEN_WORD =
  /^(?:hundred|thousand|milli(?:on|ard)|billi?[oó]n|trilli[oó]n|quadrillion|quintillion|tens$|(?:hal[fv]|third|fourth|fifth|sixth|eighth|ninth|tenth)e?s$|bilh|milj|bilj|mil$|mn$|pi$|兆|조)/i;

const WORD = /\$?[ -]?(?:[百千万萬亿億]|[백천만억조]|兆|[\p{L}\p{M}]+)/uy;
/** 千克, 百分点: units, in which the sign is no number. */
const CHINESE_UNIT = /千[克米瓦卡焦帕赫伏字]|百[分帕]/y;

/**
 * The magnitude that stands behind a number; `undefined` where there is none.
 *
 * @param start where the number ends
 * @param money whether a currency sign stands before the number
 * @param inFormula whether letters may be unknowns, as in a box, where 5k is 5 times k
 */
export function magnitudeAt(text: string, start: number, money: boolean, inFormula: boolean): Magnitude | undefined {
  let factor = 1;
  let end = start;
  for (let count = 0; count < 4; count += 1) {
    const found = oneAt(text, end, money, inFormula);
    if (!found) break;
    if (found.factor === undefined) return found;
    factor *= found.factor;
    end = found.end;
  }
  return end === start ? undefined : { factor, end };
}

function oneAt(text: string, start: number, money: boolean, inFormula: boolean): Magnitude | undefined {
  WORD.lastIndex = start;
  const written = WORD.exec(text)?.[0];
  if (written === undefined) return undefined;
  const word = written.replace(/^\$?[ -]?/, '');
  const end = start + written.length;
  CHINESE_UNIT.lastIndex = end - word.length;
  if (CHINESE_UNIT.test(text)) return undefined;
  const factor = FACTORS.get(word.toLowerCase());
  if (factor !== undefined) return { factor, end };
  // $3k$ is a formula.
  const after = text[end] ?? '';
  if ((money && after !== '$') || /^ ?[€£¥₹]/.test(text.slice(end, end + 2))) {
    const ofMoney = MONEY.get(word.toLowerCase());
    if (ofMoney !== undefined) return { factor: ofMoney, end };
  }
  if (OPEN_WORD.test(word)) return { factor: undefined, end };
  if (!/^[A-Za-z]$/.test(word)) return undefined;
  // 3x4 is a product, 5m2 an area, 5h30 a time.
  if (/\d/.test(after))
    return /^x$/i.test(word) || (word === 'm' && /[23]/.test(after)) ? undefined : { factor: undefined, end };
  if (word !== written) return OPEN_APART.test(word) ? { factor: undefined, end } : undefined;
  const together = TOGETHER.get(word);
  if (together !== undefined) return { factor: inFormula || after === '$' ? undefined : together, end };
  return UNIT_LETTER.test(word) ? undefined : { factor: undefined, end };
}
