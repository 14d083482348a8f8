import { UsageError } from '../errors.ts';

/**
 * Models can be asked only for what has an input.
 *
 * @param noun what to call one of them
 * @throws UsageError
 */
export function requireInputs(asked: readonly { id: string; input?: string }[], noun: 'sample' | 'item'): void {
  const [first, ...others] = asked.filter(({ input }) => input === undefined);
  if (first === undefined) return;
  const more = others.length === 0 ? '' : `, nor have ${others.length} other ${noun}s`;
  throw new UsageError(
    `${noun} "${first.id}" has no input to give to the models${more}; map one in dataset.fields.input`,
  );
}
