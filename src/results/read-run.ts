import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, messageOf, UsageError } from '../errors.ts';
import type { Rating } from '../evaluators/evaluator.ts';
import type { RatingStatus } from '../judging/status.ts';
import { parseCsv } from './csv.ts';
import type { Manifest } from './manifest.ts';
import { FILES } from './run-folder.ts';
import { TABLES_VERSION } from './tables.ts';

/** @throws UsageError where the folder holds no finished run, or one of a newer version */
export function readManifest(folder: string): Manifest {
  const path = join(folder, FILES.manifest);
  let manifest: Manifest;
  try {
    manifest = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (codeOf(error) === 'ENOENT')
      throw new UsageError(`${folder}: this folder holds no run (there is no ${FILES.manifest} in it)`);
    throw new UsageError(`${path}: ${messageOf(error)}`);
  }
  if (manifest.tool !== 'assay') throw new UsageError(`${path}: this is not a run of assay`);
  if (manifest.tables > TABLES_VERSION) {
    throw new UsageError(
      `${folder}: this run was written by a newer assay (${manifest.version}); update assay to read it`,
    );
  }
  return manifest;
}

export function readRatings(folder: string): Rating[] {
  return parseCsv(readFileSync(join(folder, FILES.ratings), 'utf8')).map((row) => ({
    judge: row.judge ?? '',
    model: row.model ?? '',
    sample: row.sample ?? '',
    criterion: row.criterion ?? '',
    turn: numberOf(row.turn),
    round: numberOf(row.round),
    batch: numberOf(row.batch),
    position: numberOf(row.position),
    rating: ratingOf(row.rating),
    status: (row.status ?? '') as RatingStatus,
    call: row.call ?? '',
  }));
}

function numberOf(cell: string | undefined): number | undefined {
  return cell === undefined ? undefined : Number(cell);
}

function ratingOf(cell: string | undefined): number | string | undefined {
  return cell === undefined || Number.isNaN(Number(cell)) ? cell : Number(cell);
}
