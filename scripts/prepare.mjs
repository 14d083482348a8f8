// Builds where there is something to build with: npm runs `prepare` with `npm ci --omit=dev` as well, where dist/ comes from
// elsewhere. What is packed must have it.
const isPacked = ['pack', 'publish'].includes(process.env.npm_command);
let hasTools = true;
try {
  import.meta.resolve('rolldown');
} catch {
  hasTools = false;
}
if (hasTools || isPacked) await import('./build.mjs');
else console.warn('assay is not built: the development dependencies are left out');
