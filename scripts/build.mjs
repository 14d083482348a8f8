// Builds dist/ from src/. What the start of the program needs (commander, yaml, zod, …) is bundled, as reading many small
// files is most of what a start costs; what is loaded later and large stays a dependency.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

rmSync('dist', { recursive: true, force: true });
await build({
  entryPoints: ['src/cli.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  minifyWhitespace: true,
  minifySyntax: true,
  loader: { '.hbs': 'text' },
  external: ['openai', 'ollama', 'undici', 'gpt-tokenizer', 'handlebars', '@clack/prompts'],
  // CommonJS packages in the bundle ask for `require`.
  banner: { js: "import { createRequire as _cr } from 'node:module'; const require = _cr(import.meta.url);" },
  legalComments: 'linked',
  logLevel: 'warning',
});
