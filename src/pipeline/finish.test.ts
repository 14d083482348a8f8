import { expect, test } from 'vitest';
import type { RunConfig } from '../config/run-config.ts';
import { backendConfig } from '../model/config.ts';
import { publicConfig, roundedDown } from './finish.ts';

test('the config of a results folder holds no key, no header and no query of an address', () => {
  const backends = {
    one: backendConfig.parse({
      type: 'openai',
      apiKey: 'k-secret',
      headers: { 'x-key': 'k-secret' },
      baseUrl: 'http://h/v1?key=k-secret',
    }),
    two: backendConfig.parse({ type: 'ollama', baseUrls: ['http://h?key=k-secret', 'http://i'] }),
  };
  const found = publicConfig({ backends } as unknown as RunConfig, []);
  expect(JSON.stringify(found)).not.toContain('secret');
  expect(found).toMatchObject({
    backends: { one: { baseUrl: 'http://h/v1' }, two: { baseUrls: ['http://h', 'http://i'] } },
  });
});

test('a coverage that is too low is not told as what it should be', () => {
  expect(roundedDown(0.98975)).toBe('0.989'); // `coverage 0.990 is below 0.99` would be no reason
  expect([0, 0.29, 0.57, 0.98, 1].map(roundedDown)).toEqual(['0.000', '0.290', '0.570', '0.980', '1.000']);
});
