// Builds dist/ from src/. The packages that every start needs are bundled, as reading their many small files is most of
// what a start would cost; all others stay dependencies and are loaded when they are used.
import { readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
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
      // What runs in a reader's browser is put into a page as it is: `import script from './table.js?raw'`.
      name: 'raw',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => ({
          path: resolve(resolveDir, path.slice(0, -'?raw'.length)),
          namespace: 'raw',
        }));
        onLoad({ filter: /.*/, namespace: 'raw' }, ({ path }) => ({
          contents: readFileSync(path, 'utf8'),
          loader: 'text',
        }));
      },
    },
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
