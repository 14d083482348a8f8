import { Ajv, type ValidateFunction } from 'ajv';

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
