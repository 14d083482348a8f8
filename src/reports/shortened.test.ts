import fc from 'fast-check';
import stringWidth from 'fast-string-width';
import { expect, it } from 'vitest';
import { shortened } from './shortened.ts';

const texts = (names: string[], room: number) => [...(shortened(names, room)?.values() ?? [])];

it('leaves out the middle of a name that is too wide, and no other', () => {
  expect(texts(['meta-llama/Llama-3.1-8B-Instruct', 'gpt-4o'], 15)).toEqual(['meta-ll…nstruct', 'gpt-4o']);
});

it('keeps more of the end where the beginnings are the same, and the other way round', () => {
  expect(texts(['a-long-name-of-a-model-12-b', 'a-long-name-of-a-model-13-b'], 5)).toEqual(['a…2-b', 'a…3-b']);
  expect(texts(['12-a-long-name-of-a-model', '13-a-long-name-of-a-model'], 4)).toEqual(['12…l', '13…l']);
});

it('cuts no number in two if it can', () => {
  expect(texts(['meta-llama/Llama-8B-Instruct', 'meta-llama/Llama-70B-Instruct'], 22)).toEqual([
    'meta-llam…-8B-Instruct',
    'meta-llam…70B-Instruct',
  ]);
  expect(texts(['model-123456789012345678901234567890'], 9)).toEqual(['mode…7890']);
});

it('gives up where names differ only in the middle', () => {
  expect(shortened(['the-same-1-the-same', 'the-same-2-the-same'], 9)).toBeUndefined();
});

it('counts the columns of wide characters, and cuts none in two', () => {
  expect(texts(['通义千问大型语言模型'], 10)).toEqual(['通义…模型']);
  expect(texts(['👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧'], 5)).toEqual(['👩‍👩‍👧…👩‍👩‍👧']);
});

it('is never wider than the room, and never makes two names one', () => {
  const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 30 }),
      (names, room) => {
        const found = shortened(names, room);
        if (found === undefined) return;
        expect([...found.keys()]).toEqual(names);
        expect(new Set(found.values()).size).toBe(names.length);
        for (const text of found.values()) expect(stringWidth(text)).toBeLessThanOrEqual(room);
      },
    ),
  );
});

it('finds a cut in any room that is larger than one with a cut', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', '模'), minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 2, maxLength: 5 }),
      fc.integer({ min: 2, max: 20 }),
      (names, room) => {
        if (shortened(names, room) !== undefined) expect(shortened(names, room + 1)).toBeDefined();
      },
    ),
  );
});
