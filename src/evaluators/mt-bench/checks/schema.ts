import * as z from 'zod';
import { messageOf } from '../../../errors.ts';
import { requireRegex } from '../../regex-problem.ts';
import { compileJsonSchema } from './json-schema.ts';
import { LANGUAGES } from './languages.ts';

const strings = z.array(z.string().min(1)).min(1);
const caseSensitive = z.boolean().default(false).describe('Whether upper and lower case differ');
const pattern = {
  pattern: z.string().min(1).describe('A regular expression in the syntax of JavaScript'),
  flags: z
    .string()
    .regex(/^[dimsuv]*$/, { error: 'may hold d, i, m, s, u, v' })
    .default(''),
};

const contains = z
  .strictObject({ type: z.literal('contains'), all: strings.optional(), any: strings.optional(), caseSensitive })
  .refine(({ all, any }) => all !== undefined || any !== undefined, { error: 'needs `all` or `any`' })
  .describe('All, or any, of these texts occur');

const notContains = z
  .strictObject({ type: z.literal('not-contains'), any: strings, caseSensitive })
  .describe('None of these texts occurs');

const regex = z.strictObject({ type: z.literal('regex'), ...pattern }).superRefine(requireRegex);
const notRegex = z.strictObject({ type: z.literal('not-regex'), ...pattern }).superRefine(requireRegex);

const equals = z
  .strictObject({ type: z.literal('equals'), value: z.union([z.string(), z.number().transform(String)]) })
  .describe('The whole answer, ignoring case, outer whitespace, quotes, emphasis and the final full stop');

const number = z
  .strictObject({ type: z.literal('number'), value: z.number(), tolerance: z.number().min(0).default(0) })
  .describe('Some number in the answer is within the (absolute) tolerance of the value');

const json = z
  .strictObject({ type: z.literal('json'), schema: z.record(z.string(), z.unknown()).optional() })
  .superRefine(({ schema }, at) => {
    if (schema === undefined) return;
    try {
      compileJsonSchema(schema);
    } catch (error) {
      at.addIssue({ code: 'custom', message: `is no JSON Schema: ${messageOf(error)}`, path: ['schema'] });
    }
  })
  .describe('The answer, or its only code block, is JSON (of this JSON Schema)');

const UNITS = ['words', 'sentences', 'lines', 'characters', 'items'] as const;

const length = z
  .strictObject({
    type: z.literal('length'),
    unit: z.enum(UNITS),
    min: z.int().min(0).optional(),
    max: z.int().min(0).optional(),
  })
  .refine(({ min, max }) => min !== undefined || max !== undefined, { error: 'needs `min` or `max`' })
  .refine(({ min, max }) => (min ?? 0) <= (max ?? Number.POSITIVE_INFINITY), { error: 'has a `min` above its `max`' });

const language = z
  .strictObject({ type: z.literal('language'), value: z.enum(LANGUAGES) })
  .describe('The language of the answer, by its ISO 639-1 code');

/** The kinds of checks that decide by themselves. */
const plainCheck = z.discriminatedUnion('type', [
  contains,
  notContains,
  regex,
  notRegex,
  equals,
  number,
  json,
  length,
  language,
]);

const sameAs = z
  .strictObject({
    type: z.literal('same-as'),
    turn: z.int().min(1),
    but: z
      .array(
        z.enum(['contains', 'not-contains', 'regex', 'not-regex', 'equals', 'number', 'json', 'length', 'language']),
      )
      .default([])
      .describe('Kinds of checks that no longer hold'),
  })
  .describe("What an earlier turn's checks ask still holds here, except the kinds in `but`");

/** What a machine can decide of an answer without a judge, as a dataset declares it. */
export const check = z.discriminatedUnion('type', [...plainCheck.options, sameAs]);

export type Check = z.output<typeof check>;
export type PlainCheck = z.output<typeof plainCheck>;
export type SameAs = z.output<typeof sameAs>;
export type Unit = (typeof UNITS)[number];
export type CheckOf<Type extends PlainCheck['type']> = Extract<PlainCheck, { type: Type }>;
