import { Recording } from '../../src/model/recording.ts';
import { recordedCall } from './recorded-call.ts';

// A process that adds calls to a recording: `node recorder.mjs FILE NAME FROM TO`. It prints, by key, whose reply stands.
const [path, name, from, to] = process.argv.slice(2);
const recording = new Recording(path!, 'append');
const standing: Record<string, string> = {};
for (let i = Number(from), size = 1; i < Number(to); i += size, size = 1 + (i % 7)) {
  const numbers = Array.from({ length: Math.min(size, Number(to) - i) }, (_, n) => i + n);
  const calls = numbers.map((n) => recordedCall(n, `${name} `.repeat(50 + (n % 300))));
  for (const { call } of recording.append(calls)) standing[call.key] = call.reply.text;
}
recording.close();
process.stdout.write(JSON.stringify(standing));
