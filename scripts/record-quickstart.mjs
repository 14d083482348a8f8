// Writes datasets/quickstart/recording.jsonl, from which the quickstart is replayed: no model was asked. A small server
// stands in for the judge and answers with notes and scores that were written by hand (quickstart-notes.json), each
// score moved a little from round to round as a real judge's would be. To be run again when the prompt changes:
//   npm run build && node scripts/record-quickstart.mjs
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TARGET = 'datasets/quickstart/recording.jsonl';
const notes = JSON.parse(readFileSync(new URL('quickstart-notes.json', import.meta.url), 'utf8'));

/** Replies that the recording has already, by what they judge: a change of the prompt leaves them as they are. */
const kept = new Map(
  readCalls(TARGET).map(({ request, reply }) => {
    const { criterion, samples } = readPrompt(request.messages[0].content);
    return [nameOf(criterion, samples), reply.text];
  }),
);

function readCalls(path) {
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

/** The criterion of a prompt, and its samples in order, each with the note on it. */
function readPrompt(prompt) {
  const criterion = /^Criterion: (\w+)/.exec(prompt)[1];
  const samples = [...prompt.matchAll(/^<<<(\w+) Sample(\d+)\n([\s\S]*?)\n\1>>>$/gm)].map(([, , label, text]) => ({
    label,
    about: notes.find(({ answer }) => text.endsWith(answer)),
  }));
  return { criterion, samples };
}

function nameOf(criterion, samples) {
  return JSON.stringify([criterion, ...samples.map(({ about }) => about.answer)]);
}

function judge(prompt) {
  const { criterion, samples: shown } = readPrompt(prompt);
  const known = kept.get(nameOf(criterion, shown));
  if (known !== undefined) return known;
  const samples = shown.map(({ label, about }) => {
    const { score, note } = about[criterion];
    return { label, note, score: moved(score, prompt + label) };
  });
  const analyses = samples.map(({ label, note }) => `Sample${label}: ${note[0].toUpperCase()}${note.slice(1)}.`);
  return `${analyses.join('\n\n')}\n\nFloat Scores: [${samples.map(({ label, score }) => `Sample${label}:${score}`).join(', ')}]`;
}

/** A score moved by up to 0.4 either way, within the scale, by a hash of the prompt it was asked in. */
function moved(score, seed) {
  const step = (createHash('sha256').update(seed).digest()[0] % 9) - 4;
  return Math.round(Math.min(5, Math.max(1, score + step / 10)) * 10) / 10;
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    if (request.method === 'GET') return response.end(JSON.stringify({ object: 'list', data: [] }));
    const { messages } = JSON.parse(Buffer.concat(chunks).toString());
    const prompt = messages[0].content;
    const content = judge(prompt);
    const usage = { prompt_tokens: Math.ceil(prompt.length / 4), completion_tokens: Math.ceil(content.length / 4) };
    response.end(
      JSON.stringify({
        choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
        usage,
      }),
    );
  });
});

server.listen(0, '127.0.0.1', () => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-'));
  const recording = join(folder, 'recording.jsonl');
  const backend = JSON.stringify({ type: 'openai', baseUrl: `http://127.0.0.1:${server.address().port}/v1` });
  const args = [
    'bin/assay.js',
    'run',
    'configs/quickstart.yaml',
    '--set',
    `backend=${backend}`,
    '--results',
    folder,
    '--recording',
    recording,
  ];
  spawn(process.execPath, args, { stdio: 'inherit' }).on('exit', (code) => {
    server.close();
    if (code !== 0) throw new Error(`the run ended with ${code}`);
    const labelled = readCalls(recording)
      .map((call) => ({
        ...call,
        address: 'written by hand for the quickstart; no model was asked',
        reply: { ...call.reply, seconds: 0 },
      }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    writeFileSync(TARGET, labelled.map((call) => `${JSON.stringify(call)}\n`).join(''));
    rmSync(folder, { recursive: true });
  });
});
