import type { Rating, Score } from '../../../evaluators/evaluator.ts';
import { withInterval } from '../../format.ts';
import type { Picture } from '../../html/chart.ts';
import { histograms } from '../../html/charts/histograms.ts';
import { intervalChart } from '../../html/charts/interval.ts';
import { lineChart } from '../../html/charts/line.ts';
import { scatterChart } from '../../html/charts/scatter.ts';
import type { Group } from '../../html/group.ts';
import type { LoadedRun } from '../../html/load.ts';
import { distinct, qualified } from '../../html/qualified.ts';
import { onOtherScale, scalesOf } from '../../html/scales.ts';

/** More rounds than this are not drawn one below the other. */
const MOST_ROUNDS = 8;

type Domain = readonly [number, number];

/** For each criterion: the models, the judge beside people, the scores of each round, the effect of the position. */
export async function batchevalPictures(run: LoadedRun): Promise<Group[]> {
  const groups: Group[] = [];
  for (const criterion of distinct(run.scores.map((score) => score.criterion))) {
    const scores = run.scores.filter((score) => score.criterion === criterion);
    const domain = domainOf(run, criterion, scores);
    const pictures = [
      await models(run, criterion),
      await besidePeople(run, criterion, scores, domain),
      await rounds(
        run.ratings.filter((rating) => rating.criterion === criterion),
        domain,
      ),
      await positions(run, criterion),
    ];
    groups.push({ heading: criterion, pictures: pictures.filter((picture) => picture !== undefined) });
  }
  return groups;
}

function domainOf({ manifest }: LoadedRun, criterion: string, scores: readonly Score[]): Domain {
  const scale = scalesOf(manifest.config).get(criterion);
  if (scale !== undefined) return [scale.low, scale.high];
  const values = scores.flatMap(({ score }) => score ?? []);
  const [low, high] = [values.reduce((a, b) => Math.min(a, b), 0), values.reduce((a, b) => Math.max(a, b), 1)];
  return [low, high];
}

async function models({ statistics }: LoadedRun, criterion: string): Promise<Picture | undefined> {
  const means = statistics.filter(
    (each) => each.criterion === criterion && each.statistic === 'mean' && each.model !== '',
  );
  if (means.length < 2) return undefined;
  const words = {
    title: 'Mean score by model',
    text: 'The mean over the samples of each model, best first, with its 95% interval.',
  };
  const ordered = [...means].sort((a, b) => b.value - a.value);
  return intervalChart(
    words,
    ordered.map(({ model, ...rest }) => ({ at: model, ...rest })),
    { axis: 'mean score' },
  );
}

async function besidePeople(
  { statistics }: LoadedRun,
  criterion: string,
  scores: readonly Score[],
  scale: Domain,
): Promise<Picture | undefined> {
  const points = scores.flatMap(({ score, human, model }) =>
    score === undefined || human === undefined ? [] : [{ x: human, y: score, series: model }],
  );
  if (points.length < 2) return undefined;
  const pearson = statistics.find(
    (each) => each.criterion === criterion && each.statistic === 'pearson' && each.model === '',
  );
  const found =
    pearson === undefined ? '' : ` Pearson’s r is ${withInterval(pearson.value, pearson.low, pearson.high)}.`;
  const [human, judged] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [low, high] = scale;
  if (onOtherScale(human, { low, high })) {
    const text = `Each point is a sample. People scored on another scale than the judge, so the axes differ: where the two agree, the points rise from the left to the right.${found}`;
    return scatterChart({ title: 'Judge and people', text }, points, {
      x: { title: 'human score', domain: spanOf(human) },
      y: { title: 'judge’s score', domain: spanOf(judged, scale) },
    });
  }
  const text = `Each point is a sample; on the dashed line the judge scores as people did.${found}`;
  const domain = spanOf([...human, ...judged], scale);
  return scatterChart({ title: 'Judge and people', text }, points, {
    x: { title: 'human score', domain },
    y: { title: 'judge’s score', domain },
    diagonal: domain,
  });
}

/** From the lowest to the highest of values and scale; of a single value, one to each side. */
function spanOf(values: readonly number[], scale?: Domain): Domain {
  const [low, high] = [...values, ...(scale ?? [])].reduce<Domain>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  return low < high ? [low, high] : [low - 1, high + 1];
}

async function rounds(ratings: readonly Rating[], domain: Domain): Promise<Picture | undefined> {
  const all = distinct(ratings.flatMap(({ round }) => round ?? [])).sort((a, b) => a - b);
  if (all.length === 0) return undefined;
  const shown = all.slice(0, MOST_ROUNDS);
  const distributions = shown.map((round) => ({
    name: `round ${round}`,
    values: ratings.flatMap((each) => (each.round === round && typeof each.rating === 'number' ? [each.rating] : [])),
  }));
  const first = shown.length < all.length ? ` The first ${shown.length} of ${all.length} rounds.` : '';
  const words = {
    title: 'Ratings of each round',
    text: `How the judge spread its ratings over the scale. Rounds that differ much say that the make-up of the batches matters.${first}`,
  };
  return histograms(words, distributions, { axis: 'rating', domain });
}

async function positions({ statistics }: LoadedRun, criterion: string): Promise<Picture | undefined> {
  const effects = qualified(statistics, { criterion, base: 'position_effect', key: 'position' });
  if (effects.length < 2) return undefined;
  const slope = statistics.find((each) => each.criterion === criterion && each.statistic === 'position_slope');
  const found =
    slope === undefined ? '' : ` Slope over the places: ${withInterval(slope.value, slope.low, slope.high)}.`;
  const words = {
    title: 'Effect of the place in the batch',
    text: `How far ratings at each place lie from the average over places, sample for sample. Without position bias, the intervals hold 0.${found}`,
  };
  const estimates = effects.map(({ of, value, low, high }) => ({
    at: `place ${Number(of) + 1}`,
    x: Number(of) + 1,
    value,
    low,
    high,
  }));
  return lineChart(words, estimates, {
    xAxis: 'place in the batch',
    axis: 'difference from the mean',
    zero: true,
    lines: false,
  });
}
