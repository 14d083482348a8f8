import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { ROOT } from './support/assay.ts';
import { tempFolder } from './support/temp-folder.ts';

it('packs what a user needs and nothing else, and runs where it is installed', { timeout: 300_000 }, async () => {
  const folder = tempFolder();
  const { stdout } = await execa('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT,
  });
  const [{ filename, files }] = JSON.parse(stdout);
  const tops = new Set(files.map(({ path }: { path: string }) => path.split('/')[0]));
  expect([...tops].sort()).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'bin',
    'configs',
    'datasets',
    'dist',
    'docs',
    'package.json',
  ]);
  expect(files.filter(({ path }: { path: string }) => /\.test\.|\.ts$/.test(path))).toEqual([]);

  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  await execa('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', filename], { cwd: folder });
  const installed = join(folder, 'node_modules/assay');
  const { exitCode } = await execa(
    'npx',
    ['--no-install', 'assay', 'run', join(installed, 'configs/quickstart.yaml'), '-q'],
    { cwd: folder },
  );
  expect(exitCode).toBe(0);
  expect(readdirSync(join(folder, 'results/quickstart'))).toContain('summary.csv');
});
