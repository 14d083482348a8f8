// Not in the paper, which has no free texts: they are made comparable as SQuAD's scorer does it (Rajpurkar et al., EMNLP
// 2016, arXiv 1606.05250).

/** Lower case, without punctuation and English articles, single spaces; compatible characters made one (NFKC). */
export function normaliseText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}]/gu, (sign) => (sign === '-' || sign === '–' || sign === '/' ? ' ' : ''))
    .replace(ARTICLE, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

// JavaScript's \b knows ASCII only, and sees an article at the end of "była". The scorer's, Python's, is that of Unicode.
const ARTICLE = /(?<![\p{L}\p{M}\p{N}])(?:a|an|the)(?![\p{L}\p{M}\p{N}])/gu;

/** The words of a normalised text; of writing without spaces (Chinese, Japanese, Thai, …) the characters. */
export function tokensOf(normalised: string): string[] {
  return normalised.replace(WITHOUT_SPACES, ' $& ').split(' ').filter(Boolean);
}

const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/gu;
