import { defineConfig } from 'vitest/config';

// Prompt templates are imported as text, as the build does it.
const templatesAsText = {
  name: 'templates-as-text',
  transform(code: string, id: string) {
    return id.endsWith('.hbs') ? { code: `export default ${JSON.stringify(code)};`, map: null } : undefined;
  },
};

export default defineConfig({
  plugins: [templatesAsText],
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Vitest leaves one processor to itself, but mostly waits: on two, the tests took turns on one.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
