import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { RunFailed, UsageError } from '../errors.ts';
import type { Rating } from '../evaluators/evaluator.ts';
import { MANIFEST } from './fixtures.ts';
import type { Manifest } from './manifest.ts';
import { readManifest, readRatings } from './read-run.ts';
import { FILES, RunFolder } from './run-folder.ts';
import { REPORT, REPORT_MARK } from './stale.ts';

const manifest: Manifest = { ...MANIFEST, ownTables: ['own.csv'] };

const rating = (over: Partial<Rating>): Rating =>
  ({
    judge: 'j',
    model: 'm',
    sample: 's',
    criterion: 'c',
    round: 0,
    batch: 1,
    position: 2,
    status: 'ok',
    call: 'k',
    ...over,
  }) as Rating;

test('nothing has its name before the run is finished; then everything has', () => {
  const folder = join(tempFolder(), 'results/run');
  const run = new RunFolder(folder, 'batcheval');
  run.addRating(rating({ rating: 4.5 }));
  run.addCall('{"key":"k"}');
  for (const name of Object.values(FILES)) expect(existsSync(join(folder, name))).toBe(false);
  run.finish([], [], { 'own.csv': { columns: ['a'], rows: [['=1']] } }, manifest);
  run.close();
  for (const name of Object.values(FILES)) expect(existsSync(join(folder, name))).toBe(true);
  expect(readFileSync(join(folder, 'own.csv'), 'utf8')).toBe("a\n'=1\n");
  expect(readFileSync(join(folder, FILES.calls), 'utf8')).toBe('{"key":"k"}\n');
  expect(readManifest(folder)).toEqual(manifest);
  expect(existsSync(join(folder, '.lock'))).toBe(false);
});

test('a rescore leaves the transcript as it is', () => {
  const folder = tempFolder({ [FILES.calls]: 'before' });
  const run = new RunFolder(folder, 'batcheval', true);
  run.finish([], [], {}, manifest);
  run.close();
  expect(readFileSync(join(folder, FILES.calls), 'utf8')).toBe('before');
});

/** A folder with a whole run, whose ratings are 1. */
function folderWithRun(): string {
  const folder = tempFolder();
  const run = new RunFolder(folder, 'batcheval');
  run.addRating(rating({ rating: 1 }));
  run.finish([], [], { 'own.csv': { columns: ['a'], rows: [] } }, manifest);
  run.close();
  return folder;
}

test('a run that can not write its tables leaves the one before as it was', () => {
  const folder = folderWithRun();
  mkdirSync(join(folder, `${FILES.summary}.partial`)); // where the table is to grow
  const run = new RunFolder(folder, 'batcheval');
  run.addRating(rating({ rating: 2 }));
  expect(() => run.finish([], [], {}, manifest)).toThrow(RunFailed);
  run.close();
  expect(readManifest(folder)).toEqual(manifest);
  expect(readRatings(folder)).toEqual([rating({ rating: 1 })]);
  expect(existsSync(join(folder, 'own.csv'))).toBe(true);
});

test('where tables of two runs stand beside each other, the folder holds no run until one is whole', () => {
  const folder = folderWithRun();
  rmSync(join(folder, FILES.summary));
  mkdirSync(join(folder, FILES.summary)); // so that only what comes before it takes its name
  const run = new RunFolder(folder, 'batcheval');
  run.addRating(rating({ rating: 2 }));
  expect(() => run.finish([], [], {}, manifest)).toThrow(RunFailed);
  expect(run.holdsRun).toBe(false);
  run.close();
  expect(readRatings(folder)).toEqual([rating({ rating: 2 })]);
  expect(() => readManifest(folder)).toThrow(/holds no run .* run the config again, which asks nothing/);
  rmSync(join(folder, FILES.summary), { recursive: true });
  const again = new RunFolder(folder, 'batcheval');
  again.finish([], [], {}, manifest);
  again.close();
  expect(readManifest(folder)).toEqual(manifest);
});

test('what shows the run before goes with it: tables of another method, and the page that was drawn of it', () => {
  const folder = folderWithRun();
  const begin = '<!doctype html>\n<html lang="en">\n<head>\n';
  writeFileSync(join(folder, REPORT), `${begin}${REPORT_MARK}0.1.0">`);
  const run = new RunFolder(folder, 'batcheval');
  expect(existsSync(join(folder, REPORT))).toBe(true);
  run.finish([], [], {}, manifest);
  run.close();
  expect(existsSync(join(folder, REPORT))).toBe(false);
  expect(existsSync(join(folder, 'own.csv'))).toBe(false);
});

test.each([
  ['a page that assay did not draw', (path: string) => writeFileSync(path, '<!doctype html>\n<title>mine</title>')],
  ['a folder', (path: string) => mkdirSync(path)],
  ['a link', (path: string) => symlinkSync('elsewhere.html', path)],
])('%s called as the report is stays', (_, make) => {
  const folder = folderWithRun();
  writeFileSync(join(folder, 'elsewhere.html'), REPORT_MARK);
  make(join(folder, REPORT));
  const run = new RunFolder(folder, 'batcheval');
  run.finish([], [], {}, manifest);
  run.close();
  expect(existsSync(join(folder, REPORT))).toBe(true);
});

// Numbers are written as numbers; what a reply held as a text stays what it was.
test.each([
  4.5,
  -0.5,
  0,
  1e21,
  'yes',
  '=1+1',
  "'=x",
  '007',
  ' ',
  'NaN',
  'Infinity',
  '0x10',
  '1e3',
  'a\nb',
  'a\rb',
  undefined,
])('a rating of %j is read as it was written', (value) => {
  const folder = tempFolder();
  const run = new RunFolder(folder, 'batcheval');
  run.addRating(rating({ rating: value, sample: '\'=s,\n"x"', turn: undefined }));
  run.finish([], [], {}, manifest);
  run.close();
  expect(readRatings(folder)).toEqual([rating({ rating: value, sample: '\'=s,\n"x"', turn: undefined })]);
});

test('two runs do not write to one folder at once', () => {
  const folder = tempFolder({ '.lock': String(process.ppid) });
  expect(() => new RunFolder(folder, 'batcheval')).toThrow(/another run/);
});

test('a folder that can not be written is a mistake of the user', () => {
  const folder = join(tempFolder({ file: '' }), 'file/run');
  expect(() => new RunFolder(folder, 'batcheval')).toThrow(UsageError);
  expect(() => new RunFolder(folder, 'batcheval')).toThrow(/results can't be written there .* --results/);
});

test('a folder in which a file can not be made is left unlocked', () => {
  const folder = tempFolder({ [`${FILES.ratings}.partial/in-the-way`]: '' });
  expect(() => new RunFolder(folder, 'batcheval')).toThrow(UsageError);
  expect(existsSync(join(folder, '.lock'))).toBe(false);
});

test('a folder that is not there is told from one that holds something else', () => {
  expect(() => readManifest(join(tempFolder({}), 'nope'))).toThrow(
    /nope: this folder holds no run \(there is no such folder\)$/,
  );
});

test.each([
  ['no run', {}, /holds no run/],
  ['another tool', { [FILES.manifest]: '{"tool":"other"}' }, /not a run of assay/],
  ['a newer assay', { [FILES.manifest]: '{"tool":"assay","tables":99,"version":"9.0"}' }, /newer assay \(9.0\)/],
  ['a broken manifest', { [FILES.manifest]: '{' }, /run.json: the file is damaged: .*Run the config again/],
  ['a manifest of nothing', { [FILES.manifest]: 'null' }, /not a run of assay/],
  [
    'a manifest that was cut',
    { [FILES.manifest]: '{"tool":"assay"}' },
    /run\.json: the file is damaged: `version` is missing/,
  ],
  [
    'a wrong manifest',
    { [FILES.manifest]: JSON.stringify({ ...manifest, models: { m: { calls: 'x' } } }) },
    /damaged: `models\.m\.calls` must be a number, found "x"/,
  ],
])('a folder with %s', (_, files, message) => {
  const folder = tempFolder(files);
  expect(() => readManifest(folder)).toThrow(UsageError);
  expect(() => readManifest(folder)).toThrow(message);
});

test('a file where a folder should be', () => {
  const file = join(tempFolder({ 'scores.csv': '' }), 'scores.csv');
  expect(() => readManifest(file)).toThrow(`${file}: this is a file; name a run's folder`);
});

test.each([
  ['are not there', {}, /ratings.csv: no such file/],
  [
    'are empty, without even a header',
    { [FILES.ratings]: '' },
    /ratings.csv: this is not a table of assay \(it is empty\)/,
  ],
  ['are a folder', { [`${FILES.ratings}/x`]: '' }, /ratings.csv: this can't be read \(EISDIR/],
  ['are something else', { [FILES.ratings]: 'a,b\n1,2\n' }, /ratings.csv: this is not a table of assay/],
])('ratings that %s', (_, files, message) => {
  const folder = tempFolder(files);
  expect(() => readRatings(folder)).toThrow(UsageError);
  expect(() => readRatings(folder)).toThrow(message);
});
