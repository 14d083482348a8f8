// A model server that needs no time (or a set one): node bench/server.mjs [latency in ms]
// Speaks the OpenAI and Ollama chat protocols and gives every `SampleN` of the prompt a score. Prints its port. GET /span
// tells the seconds from the first call to the last reply since it was asked before.
// It reads no more of HTTP than its clients here write, as Node's own server would take longer for a call than they do.
import { createServer } from 'node:net';

const latency = Number(process.argv[2] ?? 0);
let firstCall;
let lastReply;
const HEAD_END = Buffer.from('\r\n\r\n');

const server = createServer((socket) => {
  socket.setNoDelay(true);
  socket.on('error', () => {});
  let received = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    for (;;) {
      const headEnd = received.indexOf(HEAD_END);
      if (headEnd < 0) return;
      const head = received.latin1Slice(0, headEnd);
      const bodyEnd = headEnd + 4 + Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      if (received.length < bodyEnd) return;
      const [method, path] = head.split(' ', 2);
      const reply = answer(method, path, received.latin1Slice(headEnd + 4, bodyEnd));
      received = received.subarray(bodyEnd);
      if (method !== 'POST') socket.write(reply);
      else {
        firstCall ??= performance.now();
        if (latency > 0) setTimeout(answerCall, latency, socket, reply);
        else answerCall(socket, reply);
      }
    }
  });
});

function answerCall(socket, reply) {
  socket.write(reply);
  lastReply = performance.now();
}

function answer(method, path, body) {
  const text = JSON.stringify(replyTo(method, path, body));
  return `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\n\r\n${text}`;
}

function replyTo(method, path, body) {
  if (path === '/span') {
    const seconds = (lastReply - firstCall) / 1000;
    firstCall = undefined;
    return { seconds };
  }
  if (path === '/api/version') return { version: '0' };
  if (path === '/api/show') return { model_info: {} };
  if (method === 'GET') return { object: 'list', data: [] };
  const labels = body.match(/Sample\d+:score/g) ?? ['Sample1:score'];
  const scores = labels.map((label, i) => label.replace('score', 1 + ((body.length + i) % 5)));
  const message = { role: 'assistant', content: `Scores: [${scores.join(', ')}]` };
  return path === '/api/chat'
    ? { model: 'm', message, done: true, done_reason: 'stop', prompt_eval_count: 100, eval_count: 10 }
    : {
        choices: [{ index: 0, message, finish_reason: 'stop' }],
        usage: { prompt_tokens: 100, completion_tokens: 10 },
      };
}

server.listen(0, '127.0.0.1', () => console.log(server.address().port));
