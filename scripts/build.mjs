// Builds dist/ from src/. The packages that most starts need are bundled, as reading their many small files is most of what
// a start would cost; all others stay dependencies and are loaded when they are used.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'rolldown';

const BUNDLED =
  /^(cli-progress|cli-table3|commander|csv-parse|csv-stringify|fastest-levenshtein|handlebars|imurmurhash|ollama|picocolors|pure-rand|signal-exit|simple-statistics|string-width|write-file-atomic|yaml|zod)(\/|$)/;

/** A module and all that it imports become one file: what a start needs is then read from few files, not from dozens. */
const inOneFile = (name, module, priority) => ({ name, test: resolve(module), priority });

await build({
  input: 'src/cli.ts',
  platform: 'node',
  transform: { target: 'node20', define: { __filename: 'import.meta.filename' } }, // of CommonJS packages
  external: (id) => /^[^./\0]/.test(id) && !BUNDLED.test(id),
  moduleTypes: { '.hbs': 'text' },
  resolve: { alias: { yaml: resolve('node_modules/yaml/browser/index.js') } }, // the same as ES modules, which are loaded faster
  plugins: [
    {
      // What runs in a reader's browser is put into a page as it is: `import script from './table.js?raw'`.
      name: 'raw',
      resolveId: (id, importer) =>
        id.endsWith('?raw') ? `\0raw:${resolve(importer, '..', id.slice(0, -'?raw'.length))}` : undefined,
      load: (id) =>
        id.startsWith('\0raw:')
          ? { code: readFileSync(id.slice('\0raw:'.length), 'utf8'), moduleType: 'text' }
          : undefined,
    },
    {
      // commander loads it for commands that are programs of their own. There are none, and it takes 10 ms.
      name: 'no-child-process',
      resolveId: (id, importer) =>
        id === 'node:child_process' && /node_modules\/commander\//.test(importer) ? '\0nothing' : undefined,
      load: (id) => (id === '\0nothing' ? 'module.exports = {};' : undefined),
    },
  ],
  output: {
    dir: 'dist',
    cleanDir: true,
    format: 'es',
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    codeSplitting: {
      groups: [
        inOneFile('start', 'src/cli.ts', 3),
        inOneFile('config', 'src/commands/configs.ts', 2),
        inOneFile('run', 'src/commands/run.ts', 1),
      ],
    },
  },
});
