/** A label by itself, as in a cell: `Sample 3`, `**sample_3**`, `3.`, `Sample 3 (B)`. */
const LABEL = /^["'*_`]*(?:(\p{L}{1,20})[ _#-]{0,2})?(\d{1,5})["'*_`]*[.:]?["'*_`]*(?: ?\([^()]{0,60}\))?$/u;
/** East Asian languages set no blank before it: `我给样本1` is of `样本`. */
const SAMPLE = /^samples?$|(?:样本|样例|樣本|サンプル|샘플)$/;

/** What a label names; `sample` in every form that we know. In lower case. */
export function labelWord(word: string): string {
  const lower = word.toLowerCase();
  return SAMPLE.test(lower) ? 'sample' : lower;
}

/** A cell that is nothing but a label: `Sample3`, `**Sample 3**`, `样本3`, `3`. `word` is undefined for a bare number. */
export function labelOf(cell: string): { word: string | undefined; label: number } | undefined {
  const match = LABEL.exec(cell);
  return match === null
    ? undefined
    : { word: match[1] === undefined ? undefined : labelWord(match[1]), label: Number(match[2]) };
}
