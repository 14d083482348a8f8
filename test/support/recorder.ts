import { Recording } from '../../src/model/recording.ts';
import { recordedCall } from './recorded-call.ts';

// A process that adds calls to a recording: `node recorder.mjs FILE NAME FROM TO`. It prints, by key, whose reply stands.
const [path, name, from, to] = process.argv.slice(2);
const recording = new Recording(path!, 'append');
const standing: Record<string, string> = {};
for (let i = Number(from); i < Number(to); i += 1) {
  const { call } = recording.append(recordedCall(i, `${name} `.repeat(50 + (i % 300))));
  standing[call.key] = call.reply.text;
}
recording.close();
process.stdout.write(JSON.stringify(standing));
