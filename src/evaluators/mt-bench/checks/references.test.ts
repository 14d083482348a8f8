import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runCheck, stillHolding } from './run-checks.ts';
import { type Check, check } from './schema.ts';

const FOLDER = new URL('../../../../datasets/multi-turn/', import.meta.url);

interface CheckedTurn {
  reference: string | undefined;
  checks: Check[];
}

interface CheckedSession {
  id: string;
  turns: CheckedTurn[];
}

function sessionsOf(name: string): CheckedSession[] {
  return readFileSync(new URL(name, FOLDER), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const session = JSON.parse(line) as { id: string; turns: { reference?: string; checks?: unknown[] }[] };
      const turns = session.turns.map(({ reference, checks = [] }) => ({
        reference,
        checks: checks.map((each) => check.parse(each)),
      }));
      return { id: session.id, turns };
    });
}

async function failing({ id, turns }: CheckedSession, turn: number, answer: string, checks: readonly Check[]) {
  const found: string[] = [];
  for (const each of checks) {
    const { passed, reason } = await runCheck(each, answer, turns);
    if (passed !== true) found.push(`${id} turn ${turn}, ${each.type}: ${reason}`);
  }
  return found;
}

// A right answer that fails a check is a mistake of the check, wherever it is: in the dataset or in how it is decided.
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.jsonl'));

test.each(files)('the references of %s pass their turns', async (name) => {
  const found: string[] = [];
  for (const session of sessionsOf(name)) {
    for (const [i, { reference, checks }] of session.turns.entries()) {
      if (reference !== undefined) found.push(...(await failing(session, i + 1, reference, checks)));
    }
  }
  expect(found).toEqual([]);
});

/** Sets a text in some way, but for its code. */
const outsideCode = (set: (text: string) => string) => (text: string) =>
  text
    .split(/(```[\s\S]*?```)/)
    .map((part, i) => (i % 2 === 0 ? set(part) : part))
    .join('');
const NUMBERS = /(?<![\w$/.:-])(?:\d[\d.,:]*\d|\d\b)/g;
const VULGAR: Record<string, string> = { '1/2': '½', '1/4': '¼', '3/4': '¾', '2/3': '⅔', '3/8': '⅜', '1/8': '⅛' };

describe('the references pass', () => {
  test.each<[string, (text: string) => string]>([
    [
      'with every word in bold',
      (text) => text.replace(/[\p{L}\p{N}](?:[\p{L}\p{N}.,:/'’-]*[\p{L}\p{N}])?/gu, '**$&**'),
    ],
    ['with numbers as code', (text) => text.replace(NUMBERS, '`$&`')],
    ['with numbers in LaTeX', (text) => text.replace(NUMBERS, '$$$&$$')],
    ['with fractions in LaTeX', (text) => text.replace(/(?<!\w)(\d+)\/(\d+)(?!\w)/g, '$\\frac{$1}{$2}$')],
    [
      'with fractions as one character',
      (text) => text.replace(/(?<![\d/])\d\/\d(?![\d/])/g, (each) => VULGAR[each] ?? each),
    ],
    ['with hyphens that do not break', (text) => text.replaceAll('-', '\u2011')],
    ['with curly quotes', (text) => text.replaceAll("'", '’').replace(/"([^"\n]*)"/g, '“$1”')],
  ])('%s', async (_, set) => {
    const found: string[] = [];
    for (const session of sessionsOf('sessions.jsonl')) {
      for (const [i, { reference, checks }] of session.turns.entries()) {
        if (reference === undefined) continue;
        // Marks make a text longer, and no JSON.
        const own = checks
          .flatMap((each) => (each.type === 'same-as' ? stillHolding(each, session.turns) : [each]))
          .filter(({ type }) => type !== 'length' && type !== 'json' && type !== 'language');
        found.push(...(await failing(session, i + 1, outsideCode(set)(reference), own)));
      }
    }
    expect(found).toEqual([]);
  });
});

describe('answers of other forms', () => {
  const sessions = new Map(sessionsOf('sessions.jsonl').map((session) => [session.id, session]));
  const failingOf = (id: string, turn: number, answer: string) =>
    failing(sessions.get(id)!, turn, answer, sessions.get(id)!.turns[turn - 1]!.checks);

  test.each([
    ['math-01', 1, 'The ingredients come to N65,950 a pot.'],
    ['math-01', 3, '**N214,200**'],
    ['math-02', 4, 'Six minutes and forty seconds.'],
    ['math-02', 7, '- 6\n- 8\n- 9\n- 21\n- 22'],
    ['math-03', 1, '$\\tfrac{188}{295}$'],
    ['math-03', 8, 'Worse off: −8.4 percentage points.'],
    ['math-05', 2, 'On ten occasions.'],
    ['math-05', 2, '10: 5 + 3 + 2'],
    ['math-07', 4, 'x = 5, y = −2'],
    ['math-07', 4, '$\\begin{pmatrix} 5 \\\\ -2 \\end{pmatrix}$'],
    ['stem-02', 5, 'Our old meter says a hundred and twenty-six where our new one says seven. It is the same sugar.'],
    ['stem-05', 1, 'Black $\\frac{3}{8}$, chocolate $\\frac{3}{8}$, yellow $\\frac{1}{4}$.'],
    ['stem-05', 1, 'Black ⅜, chocolate ⅜, yellow ¼.'],
    ['stem-05', 1, 'Three eighths black, three-eighths chocolate, a quarter yellow.'],
    ['stem-05', 3, 'bbee, \\(\\frac18\\) of them'],
    ['stem-05', 4, 'Black $\\frac{3}{4}$, yellow $\\frac{1}{4}$, no chocolate.'],
    ['stem-05', 5, '¾ black, ¼ chocolate'],
    ['stem-05', 7, 'Yellow: $\\frac{1}{2}$. Chocolate: $\\frac{2}{3}$.'],
    ['stem-02', 2, 'Blood loss, a kidney problem or too few healthy blood cells can make this test wrong.'],
    ['stem-05', 5, '| black | 3/4 |\n|---|---|\n| chocolate | 1/4 |\n| yellow | 0 |'],
    ['stem-05', 5, 'Black $\\frac{3}{4}$, chocolate $\\frac{1}{4}$.'],
    ['stem-05', 5, 'Three quarters black and one quarter of them chocolate.'],
    ['stem-06', 1, 'ABCED'],
    ['stem-06', 1, 'A (slate) → B (pebbles) → C (sandstone) → E (dyke) → D (limestone)'],
    ['stem-06', 6, '1. A\n2. B\n3. C\n4. D\n5. E'],
    ['stem-07', 8, 'Only the second: it is 7TB, and 10.4h.'],
    ['reasoning-01', 1, '**Ah Ma**, **Wei**, **Jo**, **Auntie Lin**, **Mum**, **Dad**, **Hui Min**, **Uncle Boon**'],
    ['reasoning-03', 4, 'Two hours and 25 minutes.'],
    ['reasoning-04', 6, 'These:\n- 1\n- 4\n- 6\n- 7'],
    ['reasoning-08', 4, 'They may take it over (§4), but only until 6:00 p.m.'],
    ['reasoning-10', 6, 'Akosua thinks of Saturday, 5pm; the others of Sunday, 5pm.'],
    ['coding-08', 1, '```python\nOUT_NOW: str = """\nSELECT 1\n"""\n```'],
    ['coding-08', 1, '```python\nOUT_NOW = dedent("""\nSELECT 1\n""")\n```'],
    [
      'coding-10',
      3,
      '22nd April and June 23rd.\n```python\ndef pickups(\n    first,\n    until,\n    weeks: int = 2,\n):\n```',
    ],
    ['extraction-03', 7, 'By Mrs Hollis, by e-mail; the thirty-first of May 2025. [4][A-b][A-d]'],
    ['extraction-04', 1, '| Age | Dose (mL) |\n|---|---|\n| 2–5 | 2.5 |\n| 6–11 | 5 or |\n| 12+ | 10.0 |'],
    ['extraction-04', 2, '5 milliliters'],
    ['extraction-04', 8, 'Odile: 1.25 mL twice a day\nGap: 8h\nLast: Wed, 09:00'],
    ['humanities-02', 5, 'The winners stay the same in all four.'],
    ['humanities-02', 5, 'Not a single one.'],
    ['humanities-02', 5, 'Each way keeps its winner.'],
    ['reasoning-02', 5, 'Neither is related to him by blood now.'],
    ['reasoning-01', 7, "It doesn't: Dad would sit beside Uncle Boon."],
    ['reasoning-06', 2, 'Then the orchids would have been saved.'],
    ['reasoning-06', 2, 'The orchids would not have died.'],
    ['reasoning-08', 6, '§6 falls away, so you wait for your next wash day.'],
    ['stem-05', 5, 'Black: 3/4. Chocolate puppies (genotype bbEE or bbEe): 1/4. No yellow.'],
    ['humanities-02', 5, 'The winners are the same in all four.'],
    ['reasoning-06', 2, "She is there at 02:40, and they don't die."],
    ['reasoning-08', 6, 'Those two hours are gone, as §6 needs a child under three.'],
    ['extraction-04', 7, 'The new one; 8.'],
    ['extraction-04', 7, 'New: 20 days against 12, eight days more.'],
    ['extraction-08', 5, 'door: now tue of week 14, 14 °C. air: no'],
    ['extraction-08', 5, '**Door:** Tuesday, 14.0. **Air:** unchanged'],
    ['stem-09', 4, 'If they search where they set them free: then our number comes out too low.'],
    ['reasoning-06', 1, 'At ten past three; it is 5 °C when Halil comes.'],
    ['reasoning-02', 5, "Neither of them is his kin: they aren't related to Ketill."],
    ['stem-03', 4, '23° due south; no Polaris for you.'],
    ['humanities-07', 1, 'The fifteenth of February 1898 (3 February)'],
    ['humanities-07', 1, '1898-02-15 (1898-02-03)'],
    ['humanities-07', 4, '13.03.1900 (29.02.1900)'],
    ['roleplay-01', 2, 'Five, then.\nPurse: fifteen'],
    ['writing-02', 6, 'It is a poorer deal: less money, and the wrong sofa.'],
    ['writing-02', 7, 'Refund the 1,640 euro by the third of June, please.'],
  ])('%s turn %i passes with %j', async (id, turn, answer) => expect(await failingOf(id, turn, answer)).toEqual([]));

  test.each([
    ['math-01', 1, 'N65,590'],
    ['math-03', 8, 'Worse off, by 18.4 points.'],
    ['math-05', 2, "On 5 occasions, ten o'clock not counted."],
    ['math-07', 4, '(5, 2)'],
    ['stem-02', 5, 'Our old meter says 126 where our new one says eight.'],
    ['stem-05', 1, 'Black ¾, yellow ¼.'],
    ['stem-05', 7, 'Yellow ½, chocolate ½.'],
    // As if the turn before had been asked again.
    ['stem-02', 2, 'Sugar sticks to your red blood cells, which live about three months.'],
    ['stem-05', 5, '3/4 black, 1/4 yellow, no chocolate.'],
    ['stem-09', 4, 'Both make it too high: too few dots are seen on Friday.'],
    ['extraction-04', 7, 'The new bottle: 2.5 mL twice a day, at least 8 hours between doses.'],
    ['extraction-08', 5, 'Fri of week 14, RH 88 (next is Tue of week 15 with 89).'],
    ['extraction-08', 5, 'Still Fri with 14.2, then Tue.'],
    ['reasoning-01', 7, 'Dad beside Uncle Boon.'],
    ['reasoning-06', 2, 'They die at 03:10, and it is 5 °C when Halil comes.'],
    ['reasoning-08', 6, 'Yes, from 18:00 to 20:00 (§6).'],
    ['stem-06', 1, 'ABCDE'],
    ['stem-06', 6, 'A (slate), B, C, E, D'],
    ['humanities-02', 5, 'The points: Piriápolis, and no longer Salto.'],
    ['writing-02', 6, 'It is better than nothing.'],
    ['coding-08', 1, '```python\nOUT_NOW = "SELECT 1"\n```'],
    ['extraction-04', 1, '| Age | Dose (mL) |\n|---|---|\n| 2–5 | 2.5 |\n| 6–11 | 6 |\n| 12+ | 10 |'],
    ['humanities-07', 1, '5 February 1898'],
    ['reasoning-08', 4, 'They may take it over (§4) until 8 p.m.'],
    ['writing-02', 7, 'Refund the 1,640 euro by June 30.'],
  ])('%s turn %i fails with %j', async (id, turn, answer) => expect(await failingOf(id, turn, answer)).not.toEqual([]));
});
