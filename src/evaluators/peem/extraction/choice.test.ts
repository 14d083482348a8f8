import { describe, test } from 'vitest';
import { reads } from './fixtures.ts';

describe('choice', () => {
  test('from a marker, a box or a plain statement', () => {
    reads(
      { type: 'choice' },
      {
        '##[B]##': 'B',
        'First [[A]], no: [[C]].': 'C',
        'so \\boxed{D}': 'D',
        'The answer is (B).': 'B',
        'The answer is **C**.': 'C',
        'The correct answer is (C) Rome': 'C',
        'The correct choice is option A.': 'A',
        B: 'B',
        'B) Rome': 'B',
        'C. The text says so: he left.': 'C',
        '(A) Rome': 'A',
        '[[b]]': 'B',
        'A) Rome\nB) Milan\nWhich one?': null,
        'The answer is A and B.': null,
        'I am not sure.': null,
        'The answer is: Z': null,
        '[[B: A dog]]': 'B',
        'A: B': null,
        'A: C. The text says so.': null,
        'A) is wrong since he left. B) is right.': 'B',
        'A.M. is before noon, so C': null,
        'The answer is A.\n\nWait: A is wrong. B is the correct answer.': 'B',
        'The answer is A. Hmm, no. The correct one is B.': 'B',
        'Answer: b': 'B',
        '答案：B': 'B',
        '正确答案是 B。': 'B',
        '\\boxed{B. Rome}': 'B',
        '\\boxed{\\text{(B)}}': 'B',
        'The answer is \\(B\\).': 'B',
        'I choose B.': 'B',
        'Option B is correct.': 'B',
        'A is correct. B is correct.': null,
        'Neither A nor B is correct.': null,
      },
    );
    reads({ type: 'choice' }, { 'The answer is D.': null }, 3);
    reads({ type: 'choice', options: 'ABC', marker: 'final: (\\w)' }, { 'final: B': 'B', 'final: x': null });
  });

  test('“is correct” of an option, not of what is named by a letter', () => {
    reads(
      { type: 'choice' },
      {
        'Student A is correct; student B is wrong. Answer D': 'D',
        'Hepatitis B is correct': null,
        'Team B is right': null,
        'Vitamin B is correct, since it is water-soluble.': null,
        'Statement A is correct. So the right choice is C.': 'C',
        'If B is correct, then': null,
        'It would be a mistake to say that option B is correct.': null,
        'Is option B correct? No. Option C is correct.': 'C',
        'Option A is correct in saying that, but B is the best': null,
        'A is correct, but B is better.': null,
        'Choice B is right because it matches the passage.': 'B',
        'So B is correct.': 'B',
      },
    );
  });

  test('a statement that is denied, conditional, of others or taken back', () => {
    reads(
      { type: 'choice' },
      {
        'If we assume that the answer is A, we get a contradiction.': null,
        "I don't think the answer is B.": null,
        'I wonder whether the answer is B.': null,
        'Many people would say the answer is B, and that is a misconception.': null,
        'The answer is B.\n\nActually, let me recheck. It should be D.': null,
        "So the answer is \\boxed{A}.\n\nWait, that's wrong. It has to be C.": null,
        "So it is \\boxed{A}.\n\nWait, I made an error in step 2. It's \\boxed{C}.": 'C',
        'The answer is C.\n\nLet me double-check: 3 × 4 = 12. Yes, that is correct.': 'C',
        'At first glance the answer is A, but on closer inspection B is the correct answer.': 'B',
        'The answer would be A if he had left; he stayed, so the answer is B.': 'B',
        '<think>\nThe answer is A? Hmm, no. Check B: yes.\n</think>\n\nThe answer is B.': 'B',
      },
    );
  });

  test('an option that comes first is chosen unless it is refuted', () => {
    reads(
      { type: 'choice' },
      {
        'B\n\nThe text says that he left at noon.': 'B',
        '(A) is incorrect.': null,
        'B) No': 'B',
        'B. False': 'B',
        'A) is wrong.': null,
        'B) Rome. Hold on, it moved later.': null,
      },
    );
  });

  test('as models of many kinds write', () => {
    reads(
      { type: 'choice' },
      {
        "Let's analyze each option:\n\nA) Paris is the capital.\nB) Lyon is not.\n\n**Answer: A) Paris**": 'A',
        'Option A mentions mitochondria. Therefore, the correct answer is **C. Chloroplast**.': 'C',
        '- **A**: incorrect\n- **B**: correct\n\n\\[\n\\boxed{\\text{B}}\n\\]': 'B',
        'Final Answer: The final answer is $\\boxed{B}$. I hope it is correct.': 'B',
        'The answer is B!': 'B',
        'Not all options fit. The answer is B.': 'B',
        "I'm not sure, but I think the answer is B.": 'B',
        'Since options A, C, and D are not supported, the correct answer is B.': 'B',
        'The answer is B.\n\nNote: It should be noted that A is close.': 'B',
        'Answer: A\nExplanation: If B were true, he would not be there.': 'A',
        '$\\boxed{\\textbf{(C)}\\ 12}$': 'C',
        'Blood type A is correct.': null,
        "You might think the answer is A, but it's B.": null,
        'The answer is B, and A is wrong.': 'B',
        '根据题意，选项B是正确的。因此答案选B。': 'B',
        '答案：（D）': 'D',
        '故选：A': 'A',
        'La respuesta correcta es la opción B.': 'B',
        'La respuesta A: no es correcta.': null,
        'La réponse correcte est (C).': 'C',
        'Die richtige Antwort ist B.': 'B',
        'I am sorry, but I cannot determine the correct answer without the passage.': null,
        "I don't have enough context. Options A and B both seem plausible.": null,
        'Answer: A/C': null,
      },
    );
  });

  test('options that the text of the chosen one names, or that a reason weighs, are none', () => {
    reads(
      { type: 'choice', options: 'A-E' },
      {
        'The answer is (D) Both (A) and (B).': 'D',
        'The answer is D) All of the above (A, B, C).': 'D',
        'The answer is (C) E. coli.': 'C',
        'The answer is (B) P(A) and P(C).': 'B',
        'The answer is (B) Rome, ruling out (A) Paris and (C) Milan.': 'B',
        'The answer is:\nB) Rome\nA) Paris is wrong.': 'B',
        'The answer is B) True. A) False is incorrect.': 'B',
      },
    );
  });

  test('as models put it today', () => {
    reads(
      { type: 'choice', options: 'A-D' },
      {
        '### Answer\nB) Paris': 'B',
        'A. Rome\nB. Paris\n\n**Answer**\nB': 'B',
        '## Answer\n\nB\n\n## Explanation\nA is wrong.': 'B',
        '## Answer\n\nA dog is an animal.': null,
        '## Answer\n\nC is the capital.': null,
        'The answer is B (not A).': 'B',
        'The answer is B rather than A.': 'B',
        'The answer is not B rather than A.': null,
        'The answer is probably D.': 'D',
        'The answer is probably not D.': null,
        'Final answer: $\\mathbf{B}$': 'B',
        "I'm going with D.": 'D',
        'I am not going with D.': null,
        'Answer = D': 'D',
        'Answer - D': 'D',
        'The answers - A and B - are wrong.': null,
        '因此，选B。': 'B',
        所以应该选C: 'C',
        'La bonne réponse est la B.': 'B',
        'A resposta correta é a alternativa B.': 'B',
        'b) Paris': 'B',
        '(b)': 'B',
        b: 'B',
        'a) Rome\nb) Paris\nWhich one?': null,
        'a dog': null,
        i: null,
        'Answer: (B) Paris, (D) Rome': null,
        'Answer:\nB) Paris\n\nA) Rome is in Italy.': 'B',
      },
    );
  });
});
