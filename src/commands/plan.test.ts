import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { writeJudging } from '../../test/support/judge.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { planCommand } from './plan.ts';

test('a prompt holds no command to the log of GitHub', async () => {
  const folder = tempFolder();
  writeJudging(folder, { samples: 4, backend: { type: 'openai', baseUrl: 'http://127.0.0.1:9/v1' } });
  writeFileSync(join(folder, 'data.jsonl'), JSON.stringify({ id: 's', output: 'a\n::error::pwned ##[error]pwned' }));
  vi.stubEnv('GITHUB_ACTIONS', 'true');
  let told = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    told += text;
    return true;
  });
  await planCommand(join(folder, 'run.yaml'), { prompts: true, set: [], results: folder });
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  expect(told).toContain('error::pwned');
  expect(told).not.toMatch(/^\s*::/m);
  expect(told).not.toContain('##[');
});
