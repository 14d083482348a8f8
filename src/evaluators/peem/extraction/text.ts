// For tasks without options the prediction is the text itself.
import { normaliseText } from '../normalise-text.ts';
import { type Extracted, noPrediction } from './extracted.ts';
import type { OwnMarker } from './marked.ts';

/** The reply, or what the marker's group holds, normalised: case, punctuation, articles and spaces are of no account. */
export function text(reply: string, marker?: OwnMarker): Extracted<string> {
  const content = marker ? marker(reply) : reply;
  if (content === undefined) return noPrediction('the marker was not found');
  const prediction = normaliseText(content);
  return prediction === '' ? noPrediction('the reply holds no word') : { prediction };
}
