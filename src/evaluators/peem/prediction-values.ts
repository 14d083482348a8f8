// Predictions, human labels and gold answers as people write them in files, made into what the measures of consistency
// compare.
import { splitThinking } from '../../model/thinking.ts';
import { type Comparing, measureOf, type PeemConfig } from './config.ts';
import { optionIn } from './extraction/choice.ts';
import { extractor, OPTIONS } from './extraction/extract.ts';
import type { Extracted } from './extraction/extracted.ts';
import { plainText } from './extraction/latex-text.ts';
import { normaliseLatex } from './extraction/normalise-latex.ts';
import { goldNumber } from './extraction/number.ts';
import { optionList, smallAsCapitals } from './extraction/option-list.ts';
import { ALPHABET, optionLetters } from './extraction/options.ts';
import { quantity } from './extraction/quantity.ts';
import { optionSetIn } from './extraction/set.ts';
import { normaliseText } from './normalise-text.ts';
import { fromOptionVector } from './option-vector.ts';
import type { Prediction } from './predictions.ts';

/** A prediction, or none (`null`). Equal texts are one object in memory: files hold the same few over and over. */
export type ReadValue = (value: unknown, options?: number) => Prediction | null;

/** The reader of the values of a prediction file: predictions, or whole replies where the config has an extraction. */
export function predictionReader(config: PeemConfig): ReadValue {
  const none = new Set(config.noPrediction.map(String));
  const plain = valueReader(config);
  const { extraction } = config;
  if (extraction === undefined) {
    return (value) => (typeof value !== 'object' && none.has(String(value)) ? null : plain(value));
  }
  const extract = extractor(extraction);
  return (value, options) => {
    // JSON has numbers where a reply is nothing else.
    const reply = typeof value === 'number' ? String(value) : value;
    if (typeof reply !== 'string' || none.has(reply)) return null;
    // A backend parts them; a file may hold both, and an answer that was only thought of is none.
    const extracted = extract(splitThinking(reply).text, options);
    return 'prediction' in extracted ? plain(extracted.prediction) : null;
  };
}

/** The reader of gold answers and human labels: brought into the form that extraction gives predictions; null if not. */
export function labelReader(config: PeemConfig): ReadValue {
  const plain = valueReader(config);
  const { extraction } = config;
  return (value, options) => {
    if (typeof value !== 'string') return plain(value);
    switch (extraction?.type) {
      case 'boxed':
        return plain(normaliseLatex(value));
      case 'text':
        return plain(normaliseText(value));
      case 'number':
        return plain(goldNumber(value, extraction.percent) ?? null);
      case 'choice':
        return predicted(optionIn(value, optionLetters(options ?? extraction.options ?? OPTIONS)));
      case 'set':
        // Lists and 0/1 vectors written out.
        if (/^\s*(?:\[|[01]{2,}\s*$)/.test(value)) return plain(value);
        return predicted(optionSetIn(value, optionLetters(options ?? extraction.options ?? OPTIONS)));
      default:
        return plain(value);
    }
  };
}

const predicted = (extracted: Extracted): Prediction | null =>
  'prediction' in extracted ? extracted.prediction : null;

/** The reader of values that are predictions already. */
export function valueReader(config: Comparing): ReadValue {
  const known = new Map<string, Prediction | null>();
  const { type } = measureOf(config);
  const read: (value: unknown) => Prediction | null =
    type === 'set' ? optionSet : type === 'rating' || type === 'numeric' ? numeric : textual;
  return (value) => {
    if (value === null || value === undefined) return null;
    if (typeof value === 'number' && type !== 'exact' && type !== 'text') return read(value);
    const key = typeof value === 'object' ? JSON.stringify(value) : String(value);
    let prediction = known.get(key);
    if (prediction === undefined) {
      prediction = read(value);
      // Free texts hardly ever come again; the memory of them must not grow with the file.
      if (key.length <= 64) known.set(key, prediction);
    }
    return prediction;
  };
}

function textual(value: unknown): string | null {
  if (isVector(value)) return fromOptionVector(value);
  const text = (typeof value === 'object' ? JSON.stringify(value) : String(value)).trim();
  return text === '' ? null : text;
}

function numeric(value: unknown): number | null {
  if (typeof value === 'string' && value.trim() === '') return null;
  const n = typeof value === 'string' ? Number(value) || quantity(plainText(value)) : value;
  return typeof n === 'number' && Number.isFinite(n) ? n : null;
}

/**
 * A set of options, as letters in order where they are letters (`BD`): from letters with or without something between
 * them, a list of options, or a 0/1 vector, as a list or written out (`0101`). Other options are texts, commas between.
 */
function optionSet(value: unknown): Prediction | null {
  if (isVector(value)) return fromOptionVector(value);
  if (Array.isArray(value)) {
    const options = [...new Set(value.map((each) => String(each).trim()).filter(Boolean))].sort();
    return options.every((option) => /^[A-Za-z]$/.test(option)) ? options.join('').toUpperCase() : options;
  }
  const text = String(value).trim();
  if (text === '' || /^none$/i.test(text)) return '';
  if (text.startsWith('[')) {
    try {
      return optionSet(JSON.parse(text));
    } catch {
      return optionSet(text.replace(/^\[|\]$/g, '').split(','));
    }
  }
  if (/^[01]{2,}$/.test(text)) return fromOptionVector([...text].map(Number));
  const letters = optionList(smallAsCapitals(text), ALPHABET);
  return letters ? [...new Set(letters)].sort().join('') : optionSet(text.split(/[,;|&]+/));
}

/** Whether a value is a 0/1 vector over the options of an item. */
export function isVector(value: unknown): value is number[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => each === 0 || each === 1);
}

/** How ratings.csv writes that no option was chosen: an empty cell would be "none", no rating. */
const NOTHING_CHOSEN = '[]';

/** A prediction as ratings.csv has it: letters, a number or a text; options that are no letters are a list in JSON. */
export function toRating(prediction: Prediction): number | string {
  if (prediction === '') return NOTHING_CHOSEN;
  return typeof prediction === 'string' || typeof prediction === 'number' ? prediction : JSON.stringify(prediction);
}

/** The prediction that a rating stands for. */
export function fromRating(rating: number | string | undefined, measure: string): Prediction {
  if (measure !== 'set' || rating === undefined) return rating ?? '';
  const text = String(rating);
  if (text === NOTHING_CHOSEN) return '';
  return text.startsWith('[') ? (JSON.parse(text) as string[]) : text;
}
