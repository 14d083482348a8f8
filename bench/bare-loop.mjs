// What a person would write in ten minutes: a loop of calls with some in flight that writes a CSV. By `fetch`, or by Node's own
// client with connections that are kept, which is as fast as Node gets without a library.
//   node bench/bare-loop.mjs fetch|http URL ROWS.jsonl IN_FLIGHT OUT.csv
import { createWriteStream, readFileSync } from 'node:fs';
import http from 'node:http';

const [, , client, url, path, inFlight, out] = process.argv;
const rows = readFileSync(path, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const csv = createWriteStream(out);
const ollama = url.endsWith('/api/chat');
const headers = { 'content-type': 'application/json' };
let next = 0;

const byFetch = async (body) => (await fetch(url, { method: 'POST', headers, body })).json();

const { hostname, port, pathname } = new URL(url);
const target = { hostname, port, path: pathname, method: 'POST', agent: new http.Agent({ keepAlive: true }) };
const byHttp = (body) =>
  new Promise((resolve, reject) => {
    const request = http.request({ ...target, headers: { ...headers, 'content-length': Buffer.byteLength(body) } });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString())));
    });
    request.end(body);
  });

const call = client === 'http' ? byHttp : byFetch;

async function worker() {
  while (next < rows.length) {
    const { id, output } = rows[next++];
    const reply = await call(
      JSON.stringify({
        model: 'm',
        ...(ollama && { stream: false }),
        messages: [{ role: 'user', content: `Rate this from 1 to 5.\n${output}\nScores: [Sample1:score]` }],
      }),
    );
    const content = ollama ? reply.message.content : reply.choices[0].message.content;
    csv.write(`${id},${/Sample1:(\d+)/.exec(content)?.[1] ?? ''}\n`);
  }
}

await Promise.all(Array.from({ length: Number(inFlight) }, worker));
csv.end();
if (client === 'http') target.agent.destroy();
