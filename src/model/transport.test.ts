import { EventEmitter, once } from 'node:events';
import { type ClientRequest, createServer, type Server } from 'node:http';
import https from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { ModelServer } from '../../test/support/model-server.ts';
import { UsageError } from '../errors.ts';
import { pathOf, Transport } from './transport.ts';

const never = new AbortController().signal;
const options = { timeout: 5, headers: {} };

afterEach(() => {
  vi.unstubAllEnvs();
});

/** A server of any kind. @returns its address */
async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A proxy that leads every tunnel to one server, whatever host is asked for. */
async function proxyTo(server: ModelServer) {
  const tunnels: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (asked, socket) => {
    tunnels.push(asked.url!);
    const upstream = connect(Number(new URL(server.url).port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    for (const end of [socket, upstream]) end.on('error', () => {});
  });
  return { tunnels, url: await listening(proxy) };
}

test('a proxy of the environment is used, and its connections are kept', async () => {
  const server = await ModelServer.start();
  const { tunnels, url } = await proxyTo(server);
  vi.stubEnv('HTTP_PROXY', url);
  vi.stubEnv('NO_PROXY', '');
  const transport = await Transport.open('http://models.example/v1', options);
  for (let i = 0; i < 3; i += 1) await transport.send({ method: 'GET', path: '/v1/models' }, never);
  expect(server.requests).toEqual(['GET /v1/models', 'GET /v1/models', 'GET /v1/models']);
  expect(tunnels).toEqual(['models.example:80']);
});

test.each(['models.example', '.example', '*.example', 'other, example', '*', 'other Models.Example:80'])(
  'NO_PROXY=%s',
  async (exempt) => {
    const server = await ModelServer.start();
    const { tunnels, url } = await proxyTo(server);
    vi.stubEnv('HTTP_PROXY', url);
    vi.stubEnv('NO_PROXY', exempt);
    const transport = await Transport.open('http://models.example/v1', options);
    await expect(transport.send({ method: 'GET', path: '/v1/models' }, never)).rejects.toMatchObject({
      kind: 'unreachable',
    });
    expect(tunnels).toEqual([]);
  },
);

test.each(['models.example:8000', 'odels.example', '::1', ''])('NO_PROXY=%s is another server', async (other) => {
  const server = await ModelServer.start();
  const { tunnels, url } = await proxyTo(server);
  vi.stubEnv('HTTP_PROXY', url.replace('http://', '')); // as it is often written
  vi.stubEnv('NO_PROXY', other);
  const transport = await Transport.open('http://models.example/v1', options);
  await transport.send({ method: 'GET', path: '/v1/models' }, never);
  expect(tunnels).toEqual(['models.example:80']);
});

test('a proxy that is not there is named', async () => {
  vi.stubEnv('HTTP_PROXY', '127.0.0.1:9');
  vi.stubEnv('NO_PROXY', '');
  const transport = await Transport.open('http://models.example/v1', options);
  await expect(transport.send({ method: 'GET', path: '/v1/models' }, never)).rejects.toThrow(
    "models.example, by way of the proxy 127.0.0.1:9, can't be reached: nothing listens there",
  );
});

test('this machine is never asked by way of a proxy', async () => {
  const server = await ModelServer.start();
  vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9');
  const transport = await Transport.open(server.url, options);
  await transport.send({ method: 'GET', path: '/v1/models' }, never);
  expect(server.requests).toEqual(['GET /v1/models']);
});

test.each<Record<string, string>>([
  { authorization: 'Bearer sk-12345678\n' }, // a key read from a file, with its line end
  { 'x-key': 'sk-12345678\u0000' },
  { 'x-key': 'sk-12345678 ключ' },
  { 'a b': 'sk-12345678' },
])('the header %j is refused before anything is asked, without being told', async (headers) => {
  const opened = Transport.open('http://127.0.0.1:9', { timeout: 5, headers });
  await expect(opened).rejects.toBeInstanceOf(UsageError);
  await expect(opened).rejects.toThrow(/the HTTP header ".*" can't be sent/);
  await expect(opened).rejects.not.toThrow(/12345678/);
});

test("a server's header goes before a request's own, whatever its case", async () => {
  const server = createServer((received, response) => response.end(JSON.stringify(received.headers)));
  const transport = await Transport.open(await listening(server), { timeout: 5, headers: { 'X-A': 'of the server' } });
  const headers = { 'x-a': 'of the request', 'X-b': 'kept' };
  expect(JSON.parse(await transport.send({ method: 'GET', path: '/', headers }, never))).toMatchObject({
    'x-a': 'of the server',
    'x-b': 'kept',
  });
});

test('bodies are sent in UTF-8 with their length, and read whole from many pieces', async () => {
  const server = createServer(async (received, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of received) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const reply = Buffer.from(JSON.stringify({ length: received.headers['content-length'], echo: body.toString() }));
    // One byte at a time, so that characters are torn.
    for (const byte of reply) response.write(Buffer.of(byte));
    response.end();
  });
  const transport = await Transport.open(await listening(server), options);
  const body = 'ü 漢字 🙂';
  expect(JSON.parse(await transport.send({ method: 'POST', path: '/', body }, never))).toEqual({
    length: String(Buffer.byteLength(body)),
    echo: body,
  });
});

test.each([
  ['http://h:1/v1', '/v1/chat'],
  ['http://h:1', '/chat'],
  ['http://h:1/v1?api-version=2', '/v1/chat?api-version=2'],
  ['http://h:1/v1/?path=a/', '/v1/chat?path=a/'],
  ['http://h:1?a=b', '/chat?a=b'],
  ['http://h:1/v1#part', '/v1/chat'],
])('a query of the base URL %s stands behind the path', (baseUrl, path) => {
  expect(pathOf(baseUrl, 'chat')).toBe(path);
});

test.each(['http://[bad', 'socks5://127.0.0.1:9', 'http://user:hunter2@ho st'])(
  'a proxy "%s" is a mistake, and no password of it is told',
  async (proxy) => {
    vi.stubEnv('HTTPS_PROXY', proxy);
    vi.stubEnv('NO_PROXY', '');
    await expect(Transport.open('https://models.example/v1', options)).rejects.toThrow(
      new UsageError(
        "the proxy that the environment names for models.example can't be used: HTTPS_PROXY must be an http:// or https:// address",
      ),
    );
  },
);

test.each([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'CERT_HAS_EXPIRED',
])('a certificate that is not trusted (%s) ends the run, and it is told what to do', async (code) => {
  const request = vi.spyOn(https, 'request').mockImplementation(() => {
    const made = Object.assign(new EventEmitter(), { end: () => {}, destroy: () => {} });
    setImmediate(() => made.emit('error', Object.assign(new Error('not trusted'), { code })));
    return made as unknown as ClientRequest;
  });
  onTestFinished(() => request.mockRestore());
  const transport = await Transport.open('https://models.example/v1', options);
  await expect(transport.send({ method: 'GET', path: '/v1/models' }, never)).rejects.toMatchObject({
    kind: 'unreachable',
    remedy: 'end-run',
    message: expect.stringMatching(
      /^models\.example can't be reached: not trusted \(name the file of .* NODE_EXTRA_CA_CERTS\)$/,
    ),
  });
});
