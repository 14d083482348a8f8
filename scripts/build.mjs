// Builds dist/ from src/. The packages that most starts need are bundled with what they need themselves, as reading their
// many small files is most of what a start would cost; all others stay dependencies and are loaded when they are used.
import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { resolve } from 'node:path';
import { build } from 'rolldown';
import license from 'rollup-plugin-license';

const BUNDLED = new Set([
  'cli-progress',
  'commander',
  'csv-parse',
  'csv-stringify',
  'fast-string-width',
  'fast-wrap-ansi',
  'fastest-levenshtein',
  'handlebars',
  'ollama',
  'picocolors',
  'pure-rand',
  'simple-statistics',
  'write-file-atomic',
  'yaml',
  'zod',
]);
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const LOADED_WHEN_USED = Object.keys(dependencies).filter((name) => !BUNDLED.has(name));

/** What packages load without needing it here. */
const NOT_NEEDED = {
  'node:child_process': /node_modules\/commander\//, // for commands that are programs of their own; takes 10 ms
  'source-map': /node_modules\/handlebars\//, // takes 9 ms
  'whatwg-fetch': /node_modules\/ollama\//, // for browsers without fetch
};

const isNotNeeded = (id, importer) => NOT_NEEDED[id]?.test(importer) === true;
const isExternal = (id) => isBuiltin(id) || LOADED_WHEN_USED.some((name) => id === name || id.startsWith(`${name}/`));

/** A module and all that it imports become one file: what a start needs is then read from few files, not from dozens. */
const inOneFile = (name, module, priority) => ({ name, test: resolve(module), priority });

await build({
  input: 'src/cli.ts',
  platform: 'node',
  transform: { target: 'node20', define: { __filename: 'import.meta.filename' } }, // of CommonJS packages
  external: (id, importer) => isExternal(id) && !isNotNeeded(id, importer),
  moduleTypes: { '.hbs': 'text' },
  resolve: { alias: { yaml: resolve('node_modules/yaml/browser/index.js') } }, // the same as ES modules, which are loaded faster
  plugins: [
    license({ thirdParty: { output: resolve('dist/third-party-licences.txt') } }), // of what is bundled
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
      name: 'not-needed',
      resolveId: (id, importer) => (isNotNeeded(id, importer) ? '\0nothing' : undefined),
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
