import { createHash } from 'node:crypto';
import { REPORT_MARK } from '../../results/stale.ts';
import { VERSION } from '../../version.ts';
import { plural } from '../format.ts';
import { methodOf } from '../methods/table.ts';
import style from './browser/style.css?raw';
import script from './browser/table.js?raw';
import { type Html, html, raw } from './element.ts';
import { attribute, scriptJson } from './escape.ts';
import { chartIds, figures, groupHtml } from './figures.ts';
import type { Group } from './group.ts';
import { allStatistics, headlineTable } from './headline-tables.ts';
import { incomparable } from './incomparable.ts';
import type { LoadedRun } from './load.ts';
import { overview } from './overview.ts';
import { paletteStyle } from './palette.ts';
import { payloadOf } from './payload.ts';
import { distinct } from './qualified.ts';
import { type SampleRow, sampleRows } from './samples.ts';
import { samplesSection } from './samples-table.ts';
import { comparisonPictures, comparisonTable } from './side-by-side.ts';

/** The report of one or several runs: a page that holds everything it needs. */
export async function htmlReport(runs: readonly LoadedRun[]): Promise<string> {
  const several = runs.length > 1;
  const title = several ? `${runs.length} runs: ${runs.map(({ name }) => name).join(', ')}` : runs[0]!.name;
  const rows = runs.flatMap((run, i) => sampleRows(run, i));
  const payload = payloadOf(runs, rows);
  const apart = several ? incomparable(runs) : [];
  const beside = several && apart.length === 0 ? await comparisonPictures(runs) : [];
  const drawn: Group[][] = [];
  for (const run of runs) drawn.push((await methodOf(run.evaluator).pictures?.(run)) ?? []);
  const nextId = chartIds();
  const main = html`${several && html`<section><h2>Side by side</h2>${beside.length > 0 && figures(beside, nextId)}${comparisonTable(runs, apart)}</section>`}
${runs.map((run, i) => runSection(run, drawn[i]!, several, nextId))}
${samplesSection(runs, rows, payload)}`;
  return page(title, header(title, runs, rows), main, [
    dataScript('rows', payload.rows),
    dataScript('evidence', payload.evidence),
    ...payload.texts.map((texts, i) => dataScript(`texts-${i}`, texts)),
  ]);
}

function header(title: string, runs: readonly LoadedRun[], rows: readonly SampleRow[]): Html {
  const lead = runs.length > 1 ? 'What each run found, side by side and one by one.' : leadOf(runs[0]!, rows);
  return html`<header><p class="kicker">Evaluation report</p><h1>${title}</h1><p class="lead">${lead}</p></header>`;
}

function leadOf(run: LoadedRun, rows: readonly SampleRow[]): string {
  const method = methodOf(run.evaluator);
  const counted = (values: readonly string[]) => distinct(values).filter((value) => value !== '').length;
  const parts = [
    plural(counted(rows.map(({ sample }) => sample)), method.sample),
    plural(counted([...run.scores, ...rows].map(({ model }) => model)), 'model'),
    // Where the headline's rows are models, criteria are the method's own: their number says nothing.
    ...(method.rows === 'models'
      ? []
      : [plural(counted(rows.map(({ criterion }) => criterion)), 'criterion', 'criteria')]),
  ];
  return `${method.title}: ${parts.filter((part) => !part.startsWith('0 ')).join(', ')}`;
}

function runSection(run: LoadedRun, groups: readonly Group[], several: boolean, nextId: () => string): Html {
  const inner = html`${overview(run)}${!several && html`<h2>Headline</h2>`}${headlineTable(run)}${allStatistics(run)}${groups.length > 0 && !several && html`<h2>Pictures</h2>`}${groups.map((group) => groupHtml(group, nextId))}`;
  if (!several) return html`<section class="run">${inner}</section>`;
  return html`<section class="run"><h2>${run.name}</h2>${inner}</section>`;
}

function dataScript(id: string, value: unknown): Html {
  return raw(`<script type="application/json" id="data-${id}">${scriptJson(value)}</script>\n`);
}

function page(title: string, head: Html, main: Html, data: readonly Html[]): string {
  const { light, dark, rules } = paletteStyle();
  // The hash allows this one script to run and no other.
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
${REPORT_MARK}${attribute(VERSION)}">
<title>${attribute(title)} · assay</title>
<style>:root{${light}}@media screen and (prefers-color-scheme:dark){:root{${dark}}}${rules}
${style}</style>
</head>
<body>
<a class="skip" href="#samples">Skip to the samples</a>
${head.source}
<main>
${main.source}
</main>
<footer>Drawn by assay ${attribute(VERSION)} from the files of the run. This page fetches nothing and works without a network.</footer>
${data.map(({ source }) => source).join('')}<script>${script}</script>
</body>
</html>
`;
}
