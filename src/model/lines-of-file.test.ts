import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { LinesOfFile } from './lines-of-file.ts';

test('a line is the same in whatever order lines are asked for, however long they are', () => {
  const line = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replace(/[\r\n]/g, '')),
    fc.integer({ min: 20_000, max: 70_000 }).map((length) => 'é'.repeat(length)),
  );
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
      const path = join(tempFolder({ f: lines.map((each) => each + end).join('') }), 'f');
      const places = lines.map((_, i) => Buffer.byteLength(lines.slice(0, i).join(end) + (i > 0 ? end : '')));
      const fd = openSync(path, 'r');
      const reader = new LinesOfFile(fd);
      for (const i of [...lines.keys(), ...[...lines.keys()].reverse()]) expect(reader.at(places[i]!)).toBe(lines[i]);
      closeSync(fd);
    }),
    { numRuns: 50 },
  );
});
