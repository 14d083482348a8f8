import { hash } from 'node:crypto';
import type { ChatRequest } from './chat.ts';

/** A request as a run makes it: which backend is asked, and which time the same thing is asked. */
export interface Call {
  /**
   * The backend's protocol and name in the config: `ollama:local`. Its address is not part of it, so that a server may
   * move without its replies being lost; a recorded call says where it was asked.
   */
  backend: string;
  /** What the backend's config adds to every request (`think`, `options`, `body`); left out where it adds nothing. */
  settings?: Record<string, unknown>;
  request: ChatRequest;
  /** Which independent sample of the same request this is: the round, or the number of the sample. */
  repetition: number;
  /** How often an unreadable reply was asked again before. */
  ask: number;
}

/**
 * The name of a call in a recording: a hash of all that determines its reply, as 20 hex digits (80 bits: a million
 * calls collide with a probability under 10⁻¹²).
 */
export function callKey({ backend, settings, request, repetition, ask }: Call): string {
  const determining = [
    backend,
    request.model,
    request.messages.map(({ role, content }) => [role, content]),
    request.temperature,
    request.topP,
    request.maxTokens,
    request.seed,
    request.stop,
    sorted(request.schema),
    sorted(request.options),
    repetition,
    ask,
    ...(settings === undefined ? [] : [sorted(settings)]),
  ];
  // Cut from bytes: a piece cut from a text would keep the whole text in memory.
  return hash('sha256', JSON.stringify(determining), 'buffer').toString('hex', 0, 10);
}

/** The same value with the keys of every mapping in order, so that equal options have equal hashes. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted((value as Record<string, unknown>)[key])]),
  );
}
