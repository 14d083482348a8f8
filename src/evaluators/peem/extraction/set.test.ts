import { describe, test } from 'vitest';
import { reads } from './fixtures.ts';

describe('set', () => {
  test('the last marker, in its looser ways of writing too', () => {
    reads(
      { type: 'set' },
      {
        'So, The answer is:##[BD]##': 'BD',
        'The answer is:##[AF]## (and potentially ##[E]## as well)': 'E',
        '##[A]## … then again ##[D, C]##': 'CD',
        '##[B][C]##': 'BC',
        '##[B] The harbour##': 'B',
        '##B, D##': 'BD',
        '##[C: Anna and Ben]##': 'C',
        '##[ac]##': 'AC',
        '### [A]\n### So ##[B]##\n### [Options:]\n##': 'B',
      },
    );
  });

  test('the letters of a list, not those of the options’ texts', () => {
    reads(
      { type: 'set' },
      {
        '##[B: A dog]##': 'B',
        '##[C. A red car]##': 'C',
        '##[B) A dog, D) A cat]##': 'BD',
        '##[(A) and (C)]##': 'AC',
        '##[A or C]##': 'AC',
        '##[D, B]##': 'BD',
        '##[DB]##': 'BD',
        '##[AAD]##': 'AD',
        '##[D: Plan B]##': 'D',
        '##[D, missing nieces]##': 'D',
        '##[A or C, but A is more precise]##': 'AC',
        '##[B, A dog]##': null,
        '##[KDG]##': 'D', // capitals of a marker are options, in whatever order; K is none of four, nor is G
        '##[I am not sure]##': null,
        'The answer is USA.': null,
        'The answer is DNA.': null,
        'The answer is BD.': 'BD',
        'The answer is B: Rome (all the others, A, C, and F) do not fit).': 'B',
      },
      4,
    );
    reads({ type: 'set' }, { '##[I am not sure]##': null, 'Neither A nor B is the correct answer.': null });
  });

  test('a marker without options', () => {
    reads(
      { type: 'set' },
      {
        '##[]##': '',
        '##[None of the above]##': '',
        '##None of the options##': '',
        '##[Anna]##': null,
        'The answer is A. ##[42]##': null,
      },
    );
  });

  test('without a marker, where it plainly says an answer', () => {
    reads(
      { type: 'set' },
      {
        'The answer is: A, C': 'AC',
        'So the correct answers are A and D.': 'AD',
        'Therefore, the correct options are B (red), C (blue), and E (green).': 'BCE',
        'The correct answers are A: red, C: blue.': 'AC',
        'Answer: B)': 'B',
        '**Answer:** B': 'B',
        'the correct answer, based on the text, is F: Nobody.': 'F',
        'The answer is: [C]': 'C',
        'The answer is A because it says so.': 'A',
        'At first the answer is A. No, the answer is B.': 'B',
        'Option D is the correct answer.': 'D',
        'A, C': 'AC',
        '(B)': 'B',
        'It follows from the text.\n\nB': 'B',
      },
    );
  });

  test('no prediction where it does not', () => {
    reads(
      { type: 'set' },
      {
        "Of course! I'd be happy to help. Please provide the final answer options.": null,
        'None of the options A (red), B (blue) or C (green) is correct.': null,
        'The answer is A planet that has rings.': null,
        'I wonder if the answer is A, B or C.': null,
        'The answer is 42.': null,
        'The answer is:': null,
        'Options:\nA: red\nB: blue\nC': null,
        '': null,
      },
    );
  });

  test('letters beyond the options of the item are none', () => {
    reads({ type: 'set' }, { '##[ADF]##': 'AD', '##[F]##': null }, 4);
    reads({ type: 'set', options: 'A-K' }, { '##[JKL]##': 'JK' });
    reads({ type: 'set' }, { '##[JK]##': 'J' });
  });

  test('a marker of one’s own', () => {
    reads({ type: 'set', marker: '<a>([^<]*)</a>' }, { '<a>B</a> <a>A and C</a> ##[D]##': 'AC', 'Answer: A': 'A' });
  });

  test('a marker that says what is not chosen', () => {
    reads(
      { type: 'set' },
      {
        '##[Nothing but B]##': null,
        '##[None but B]##': null,
        '##[Not only A but B]##': null,
        '##[Not A]##': null,
        '##[Everything except D]##': null,
        '##[Neither A nor B]##': null,
        '##[A, but not B]##': 'A',
        '##[Not enough information]##': '',
        '##[None of the above (A, B, C, D)]##': '',
      },
    );
  });

  test('a list is read whole or not at all', () => {
    reads(
      { type: 'set' },
      {
        'The correct answers are A, B and not C.': null,
        'The correct answers are A and possibly C.': null,
        'The answer is A (or possibly B).': null,
        'The answer is B, A is wrong.': 'B',
        '答案是A、C': 'AC',
        'The answer is A and C!': 'AC',
      },
    );
  });

  test('of statements those that are meant, and not taken back', () => {
    reads(
      { type: 'set' },
      {
        'If the answer is A, then C follows.': null,
        'The answer is: A and C. Wait, C comes only later. Let me reconsider.': null,
        'Therefore, the answer is: D. No, it is not true.': 'D', // the text of the option
        'The answer is A and C. Let me double-check: both are named. This confirms it.': 'AC',
      },
    );
  });

  test('a statement is read to its end where the texts of the options stand between their letters', () => {
    reads(
      { type: 'set', options: 'A-E' },
      {
        'The answers are: B) dog, D) cat': 'BD',
        'The correct answers are (B) dog and (D) cat.': 'BD',
        'The correct answers are **B) dog** and **D) cat**.': 'BD',
        'The correct answers are B) dog and D) cat, since A) fish has no legs.': 'BD',
        'The answer is (B) Mr. Smith, (D) Mrs. Jones.': 'BD',
        'The answer is (B) because it is a dog, and (D) cat is wrong.': 'B',
        'The answer is B) dog, but D) cat is not.': 'B',
        'The answer is (B) dog. Rex is a dog, and (A) Felix is a cat.': 'B',
      },
    );
  });

  test('so is one with a line for each option', () => {
    reads(
      { type: 'set', options: 'A-E' },
      {
        'The correct answers are:\n\nB) dog\nD) cat': 'BD',
        'The correct answers are:\nB) dog\nD) cat\n\nA) fish is wrong.': 'BD',
        'The correct answers are:\n\n**B. dog**\n**D. cat**': 'BD',
        'The correct answers are:\n- **B**: dog\n- **D**: cat': 'BD',
        'The correct answers are:\nB\nD': 'BD',
        '### Answer\n- B\n- D': 'BD',
        'Answer:\nB) dog\nA) is wrong': 'B',
        'Answer: B\nA is wrong because.': 'B',
      },
    );
  });

  test('a verdict on each option is no list of those that are chosen', () => {
    reads(
      { type: 'set' },
      {
        'Answers:\nA: no\nB: yes\nC: no': null,
        'Answers: A) True, B) False': null,
        'The answer is A: True': 'A',
      },
    );
  });
});
