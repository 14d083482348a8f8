// What a person would write in ten minutes: a keep-alive fetch loop that writes a CSV.
//   node bench/bare-loop.mjs URL ROWS.jsonl IN_FLIGHT OUT.csv
import { createWriteStream, readFileSync } from 'node:fs';

const [, , url, path, inFlight, out] = process.argv;
const rows = readFileSync(path, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const csv = createWriteStream(out);
const ollama = url.endsWith('/api/chat');
let next = 0;

async function worker() {
  while (next < rows.length) {
    const { id, output } = rows[next++];
    const body = JSON.stringify({
      model: 'm',
      ...(ollama && { stream: false }),
      messages: [{ role: 'user', content: `Rate this from 1 to 5.\n${output}\nScores: [Sample1:score]` }],
    });
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const reply = await response.json();
    const content = ollama ? reply.message.content : reply.choices[0].message.content;
    csv.write(`${id},${/Sample1:(\d+)/.exec(content)?.[1] ?? ''}\n`);
  }
}

await Promise.all(Array.from({ length: Number(inFlight) }, worker));
csv.end();
