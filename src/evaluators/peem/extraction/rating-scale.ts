// Not in the paper: a reply that names another scale than the one asked for rates on that, whatever number it gives.

const TO = ' ?(?:[-–~]|to|and|bis|à|a|至|到) ?';
const FROM_TO = String.raw`(?<least>\d{1,4})${TO}(?<greatest>\d{1,4})(?![\d.]\d)`;
const GREATEST = String.raw`(?<greatest>\d{1,4})(?!\d)`;

/** Where a scale is named: "on a scale of 1 to 10", "Score (1-10)", "a 10-point scale", "满分10分", "Maximum score: 10". */
const NAMED = [
  String.raw`\b(?:scale|range|skala|échelle|escala|scala)\b[^\d\n.]{0,12}${FROM_TO}`,
  String.raw`${FROM_TO}[ -]scale\b`,
  String.raw`\b(?:rating|score|grade)\**:? ?\(${FROM_TO}\)`,
  String.raw`${GREATEST}[ -]points? scale\b`,
  String.raw`\bmax(?:imum)?\.? (?:possible )?(?:score|rating|points|grade|marks)(?: is| of|:)? {0,3}\**${GREATEST}`,
  `满分(?:为|是|:)? ?${GREATEST}`,
  String.raw`(?<![\d.])${GREATEST} ?分(?:制|满分)`,
].map((pattern) => new RegExp(pattern, 'gi'));

/**
 * The first scale that a text names other than the one asked for, as it stands there; `undefined` where there is none.
 *
 * @param text plain text (see `plainText`)
 * @param scale the least and the greatest rating that were asked for
 */
export function otherScale(text: string, [least, greatest]: readonly [number, number]): string | undefined {
  for (const pattern of NAMED) {
    for (const { 0: named, groups } of text.matchAll(pattern)) {
      const from = groups!.least === undefined ? least : Number(groups!.least);
      const to = Number(groups!.greatest);
      // A scale from 0 to 4 has 5 points.
      const isSame = from === least && (to === greatest || (/point/i.test(named) && to === greatest - least + 1));
      if (!isSame) return named;
    }
  }
  return undefined;
}
