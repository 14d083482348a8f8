import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { recordedCall } from '../../test/support/recorded-call.ts';
import { tempFolder } from '../../test/support/temp-folder.ts';
import { RunFailed } from '../errors.ts';
import { Recording } from './recording.ts';
import { RecordingWriter } from './recording-writer.ts';

function opened(): Recording {
  const recording = new Recording(join(tempFolder(), 'r.jsonl'), 'append');
  onTestFinished(() => recording.close());
  return recording;
}

const lines = ({ path }: Recording) => readFileSync(path, 'utf8').split('\n').filter(Boolean);

test('a call is on disk when its recording settles, in one write with those of the same turn', async () => {
  const recording = opened();
  const append = vi.spyOn(recording, 'append');
  const writer = new RecordingWriter(recording, false);
  const calls = [recordedCall(1, 'one'), recordedCall(2, 'two'), recordedCall(3, 'three')];
  const settled = calls.map(async (call) => {
    const { line } = await writer.write(call);
    expect(lines(recording)).toContain(line);
    return line;
  });
  expect(await Promise.all(settled)).toEqual(lines(recording));
  expect(append).toHaveBeenCalledTimes(1);
  const later = recordedCall(4, 'four');
  expect((await writer.write(later)).call).toEqual(later);
  expect(lines(recording)).toHaveLength(4);
});

test.each([
  ['the first reply', false, 'first'],
  ['the one that was asked again on purpose', true, 'second'],
])('where a key has a reply, %s stands', async (_, again, stands) => {
  const recording = opened();
  recording.append([recordedCall(1, 'first')]);
  const { call } = await new RecordingWriter(recording, again).write(recordedCall(1, 'second'));
  expect(call.reply.text).toBe(stands);
});

test('what keeps a write from being done is told to all that waited for it, and to no other', async () => {
  const recording = opened();
  const writer = new RecordingWriter(recording, false);
  vi.spyOn(recording, 'append').mockImplementationOnce(() => {
    throw new RunFailed('the disk is full');
  });
  const together = [writer.write(recordedCall(1, 'one')), writer.write(recordedCall(2, 'two'))];
  for (const result of await Promise.allSettled(together))
    expect(result).toMatchObject({ status: 'rejected', reason: new RunFailed('the disk is full') });
  const later = recordedCall(3, 'three');
  expect((await writer.write(later)).call).toEqual(later);
});
