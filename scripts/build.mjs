// Builds dist/ from src/. The packages that every start needs are bundled, as reading their many small files is most of
// what a start would cost; all others stay dependencies and are loaded when they are used.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

const BUNDLED = ['commander', 'yaml', 'zod', 'picocolors', 'fastest-levenshtein'];

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
  plugins: [
    {
      name: 'packages',
      setup({ onResolve }) {
        onResolve({ filter: /^[^./]/ }, ({ path }) => (BUNDLED.includes(path) ? undefined : { path, external: true }));
      },
    },
  ],
  // CommonJS packages in the bundle ask for `require`.
  banner: { js: "import { createRequire as _cr } from 'node:module'; const require = _cr(import.meta.url);" },
  legalComments: 'linked',
  logLevel: 'warning',
});
