// The share of replies that gave a prediction. Whether a reply can be read is much a matter of the item, so the replies
// of one item are no independent trials: they are a cluster.
import { clusterWilson } from '../../stats/cluster-wilson.ts';
import type { Interval } from '../../stats/interval.ts';
import type { Predictions } from './predictions.ts';

/** 95% interval of a model's rate; undefined for replies to fewer than two items. */
export function rateInterval(ofModel: Predictions[number]): Interval | undefined {
  return clusterWilson(ofModel.map((samples) => samples.map((prediction) => (prediction === null ? 0 : 1))));
}
