// Builds dist/ from src/. The packages that most starts need are bundled, as reading their many small files is most of what
// a start would cost; all others stay dependencies and are loaded when they are used.
import { readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';

const BUNDLED =
  /^(cli-progress|cli-table3|commander|csv-parse|csv-stringify|fastest-levenshtein|handlebars|imurmurhash|ollama|picocolors|pure-rand|signal-exit|simple-statistics|string-width|write-file-atomic|yaml|zod)(\/|$)/;

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
  alias: { yaml: resolve('node_modules/yaml/browser/index.js') }, // the same as ES modules, which are loaded faster
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
      // commander loads it for commands that are programs of their own. There are none, and it takes 10 ms.
      name: 'no-child-process',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
          /node_modules\/commander\//.test(importer) ? { path, namespace: 'nothing' } : undefined,
        );
        onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
      },
    },
    {
      name: 'packages',
      setup({ onResolve }) {
        onResolve({ filter: /^[^./]/ }, ({ path }) => (BUNDLED.test(path) ? undefined : { path, external: true }));
      },
    },
  ],
  // CommonJS packages in the bundle ask for these.
  banner: {
    js: "import { createRequire as _cr } from 'node:module'; const require = _cr(import.meta.url), __filename = import.meta.filename;",
  },
  legalComments: 'linked',
  logLevel: 'warning',
});
