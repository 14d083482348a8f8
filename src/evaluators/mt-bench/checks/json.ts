import { messageOf } from '../../../errors.ts';
import { codeBlocks } from './code-blocks.ts';
import { compileJsonSchema } from './json-schema.ts';
import { type CheckResult, failed, PASSED, shown } from './result.ts';
import type { CheckOf } from './schema.ts';

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
