import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { gateLines } from './gates.ts';

const gate = 'clarity pearson >= 0.7';
const message = '0.990637 >= 0.7: with 0.290637 to spare';

/** The line of a gate that held. @param columns of the terminal; undefined where there is none */
function lineIn(columns: number | undefined): string {
  const { columns: before } = process.stdout;
  Object.assign(process.stdout, { columns });
  try {
    return stripVTControlCharacters(gateLines([{ gate, status: 'held', message }])[0]!);
  } finally {
    Object.assign(process.stdout, { columns: before });
  }
}

test('a gate and what became of it are a line', () => {
  expect(lineIn(undefined)).toBe('held    clarity pearson >= 0.7  0.990637 >= 0.7: with 0.290637 to spare');
});

test('in a narrow terminal the line is broken between words, and goes on below the gate', () => {
  expect(lineIn(60)).toBe('held    clarity pearson >= 0.7  0.990637 >= 0.7: with\n        0.290637 to spare');
});
