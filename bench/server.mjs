// A model server that needs no time (or a set one): node bench/server.mjs [latency in ms]
// Speaks the OpenAI and Ollama chat protocols and gives every `SampleN` of the prompt a score. Prints its port.
import { createServer } from 'node:http';

const latency = Number(process.argv[2] ?? 0);
let calls = 0;

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    if (latency > 0 && request.method === 'POST') setTimeout(answer, latency);
    else answer();
  });

  function answer() {
    response.setHeader('content-type', 'application/json');
    if (request.url === '/stats') return response.end(JSON.stringify({ calls }));
    if (request.url === '/api/version') return response.end('{"version":"0"}');
    if (request.url === '/api/show') return response.end('{"model_info":{}}');
    if (request.method === 'GET') return response.end('{"object":"list","data":[]}');
    calls += 1;
    const body = Buffer.concat(chunks).toString();
    const labels = body.match(/Sample\d+:score/g) ?? ['Sample1:score'];
    const content = `Scores: [${labels.map((label, i) => label.replace('score', String(1 + ((body.length + i) % 5)))).join(', ')}]`;
    if (request.url === '/api/chat') {
      return response.end(
        JSON.stringify({
          model: 'm',
          message: { role: 'assistant', content },
          done: true,
          done_reason: 'stop',
          prompt_eval_count: 100,
          eval_count: 10,
        }),
      );
    }
    return response.end(
      JSON.stringify({
        choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 100, completion_tokens: 10 },
      }),
    );
  }
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
