import { CRITERION, TABLES } from '../../../evaluators/peem/criteria.ts';
import type { Picture } from '../../html/chart.ts';
import { type Cell, heatMap } from '../../html/charts/heat-map.ts';
import { intervalChart } from '../../html/charts/interval.ts';
import type { Group } from '../../html/group.ts';
import { type LoadedRun, numberOf } from '../../html/load.ts';
import { distinct, qualified } from '../../html/qualified.ts';

/** The ranking with its intervals, what it rests on, and how the EM came to it. */
export async function peemPictures(run: LoadedRun): Promise<Group[]> {
  const ranking = [...(await capabilities(run)), await withGold(run)];
  const basis = [await consistency(run), await trace(run)];
  return [
    { heading: 'Capability', pictures: ranking.filter((picture) => picture !== undefined) },
    { heading: 'Consistency and the EM', pictures: basis.filter((picture) => picture !== undefined) },
  ].filter(({ pictures }) => pictures.length > 0);
}

/** A chart for each algorithm, as each has a scale of its own. */
async function capabilities({ statistics, tables }: LoadedRun): Promise<Picture[]> {
  const all = qualified(statistics, { base: CRITERION.capability, key: 'algorithm' }).filter(
    ({ model }) => model !== '',
  );
  const pictures: Picture[] = [];
  for (const algorithm of distinct(all.map(({ of }) => of))) {
    const own = all.filter(({ of }) => of === algorithm).sort((a, b) => b.value - a.value);
    const words = {
      title: `Capability by ${algorithm}`,
      text: [
        'Best first, with 95% intervals of resampled items. Models whose intervals overlap much may not be told apart; pairs.csv says which.',
        ...notCompared(tables, algorithm),
      ].join(' '),
    };
    pictures.push(
      await intervalChart(
        words,
        own.map(({ model, value, low, high }) => ({ at: model, value, low, high })),
        { axis: 'capability' },
      ),
    );
  }
  return pictures;
}

/** Whom the values of an algorithm can't compare: the pairs of which pairs.csv does not say whether they are told apart. */
function notCompared({ [TABLES.pairs]: pairs = [] }: LoadedRun['tables'], algorithm: string): string[] {
  const unknown = pairs.filter((row) => row[`told_apart[${algorithm}]`] === '');
  const [{ a, b } = {}, ...others] = unknown;
  if (a === undefined || b === undefined) return [];
  if (others.length === 0) return [`${a} and ${b} can't be compared by these values; the notes say why.`];
  const alone = [a, b].find((model) => unknown.every((row) => row.a === model || row.b === model));
  return [`${alone} can't be compared with the others by these values, wherever it stands; the notes say why.`];
}

/** The accuracy by gold answers, where there are any: it shows how good a ranking made without them is. */
async function withGold({ statistics }: LoadedRun): Promise<Picture | undefined> {
  const accuracy = statistics.filter(({ statistic, model }) => statistic === 'accuracy' && model !== '');
  if (accuracy.length < 2) return undefined;
  const words = {
    title: 'Agreement with the gold answers',
    text: 'Best first, by the same consistency. The gold answers have no part in the ranking.',
  };
  const ordered = [...accuracy].sort((a, b) => b.value - a.value);
  return intervalChart(
    words,
    ordered.map(({ model, value, low, high }) => ({ at: model, value, low, high })),
    { axis: 'agreement' },
  );
}

/** More models than this make a matrix that nobody reads. */
const MOST_MODELS = 40;

async function consistency({ tables }: LoadedRun): Promise<Picture | undefined> {
  const matrix = tables[TABLES.consistency];
  if (matrix === undefined || matrix.length === 0 || matrix.length > MOST_MODELS) return undefined;
  const names = matrix.map(({ model }) => model ?? '');
  const cells = matrix.flatMap((row): Cell[] =>
    names.flatMap((column) => {
      const value = numberOf(row[column]);
      return value === undefined ? [] : [{ row: row.model ?? '', column, value, shown: value.toFixed(2) }];
    }),
  );
  if (cells.length === 0) return undefined;
  const words = {
    title: 'Consistency of the models with each other',
    text: 'How far two models agree, by the consistency that the config names, the stronger the colour the more; the diagonal is a model with itself.',
  };
  return heatMap(words, cells, { rowAxis: '', columnAxis: '', rows: names, columns: names });
}

async function trace({ tables }: LoadedRun): Promise<Picture | undefined> {
  const rows = tables[TABLES.trace] ?? [];
  const cells = rows.flatMap((row): (Cell & { candidate: boolean })[] => {
    const value = numberOf(row.weight);
    if (value === undefined || row.step === undefined || row.model === undefined) return [];
    const mark = row.dropped === '1' ? ' ✕' : '';
    return [
      {
        row: row.model,
        column: `step ${Number(row.step) + 1}`,
        value,
        shown: `${value.toFixed(2)}${mark}`,
        candidate: row.candidate === '1',
      },
    ];
  });
  const steps = distinct(cells.map(({ column }) => column));
  if (cells.length === 0 || steps.length > MOST_MODELS) return undefined;
  // The models that stay longest come first: the matrix looks like stairs.
  const stays = (model: string) => cells.filter(({ row }) => row === model).length;
  const last = (model: string) => cells.findLast(({ row }) => row === model)?.value ?? 0;
  const models = distinct(cells.map(({ row }) => row)).sort((a, b) => stays(b) - stays(a) || last(b) - last(a));
  const words = {
    title: 'How the EM chose its references',
    text: 'Weights of the reference models at each step; ✕ marks the one that was dropped there. Those in the last column are the references.',
  };
  return heatMap(words, cells, { rowAxis: '', columnAxis: '', rows: models, columns: steps });
}
