import { Ajv, type ValidateFunction } from 'ajv';
import { messageOf } from '../../../errors.ts';
import { codeBlocks } from './code-blocks.ts';
import { type CheckResult, failed, PASSED, shown } from './result.ts';
import type { CheckOf } from './schema.ts';

const compiled = new WeakMap<object, ValidateFunction>();

/** @throws Error where the schema is none */
export function compileJsonSchema(schema: Record<string, unknown>): ValidateFunction {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  // An instance for each schema: two that bear the same $id must not be in each other's way.
  const validate = new Ajv({ allErrors: true, strict: false, validateFormats: false, logger: false }).compile(schema);
  compiled.set(schema, validate);
  return validate;
}

/** JSON with prose around it is none, except where it is the one code block of the answer. */
export function json(answer: string, { schema }: CheckOf<'json'>): CheckResult {
  const blocks = codeBlocks(answer);
  if (blocks.length > 1) return failed(`has ${blocks.length} code blocks: which one is the JSON can't be told`);
  let value: unknown;
  try {
    value = JSON.parse(blocks[0] ?? answer);
  } catch (error) {
    return failed(`is not JSON: ${messageOf(error).replace(/\s+/g, ' ').slice(0, 100)}`);
  }
  if (schema === undefined) return PASSED;
  const validate = compileJsonSchema(schema);
  if (validate(value)) return PASSED;
  const errors = (validate.errors ?? [])
    .slice(0, 3)
    .map(({ instancePath, message }) => `${instancePath || 'the JSON'} ${message}`);
  return failed(`${errors.join('; ')}: ${shown(JSON.stringify(value))}`);
}
