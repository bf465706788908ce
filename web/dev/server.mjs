// A stand-in for the service, for work on the page without a receiver: serves dist/ and generated traffic over the same
// JSON and WebSocket.   node dev/server.mjs [--port 8081] [--aircraft 120] [--no-stream]
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Fleet } from './fleet.mjs';
import { airports, halfHours, heatmapFile, outline, trace, zones } from './history.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};
const keptHours = 60;
const status = {
  version: 'dev',
  setup: { sources: ['simulator'], place: true, feeds: 1, database: true, zones: 1 },
};
const root = fileURLToPath(new URL('../dist/', import.meta.url));

/** Starts the stand-in on a port (0: a free one) and returns its address and a function that ends it. */
export async function startServer({ port = 0, aircraft = 120, stream = true } = {}) {
  const fleet = new Fleet(aircraft);
  const clients = new Set();
  const server = createServer((request, response) => answer(request, response, fleet));
  server.on('upgrade', (request, socket) => {
    if (!stream || !new URL(request.url, 'http://host').pathname.endsWith('/api/stream'))
      return socket.destroy();
    accept(request, socket);
    clients.add(socket);
    socket.on('close', () => clients.delete(socket));
    for (const event of ['error', 'end']) socket.on(event, () => socket.destroy());
    socket.on('data', () => {}); // what a page sends is of no interest
    send(socket, { type: 'snapshot', ...fleet.snapshot() });
  });
  const timer = setInterval(() => {
    const delta = { type: 'delta', ...fleet.step() };
    for (const socket of clients) send(socket, delta);
  }, 1000);
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  const close = () => {
    clearInterval(timer);
    for (const socket of clients) socket.destroy();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    return closed;
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

function answer(request, response, fleet) {
  const { pathname, searchParams: query } = new URL(request.url, 'http://host');
  const path = decodeURIComponent(pathname);
  if (path === '/data/aircraft.json') return json(response, fleet.snapshot());
  if (path === '/data/receiver.json') return json(response, fleet.receiver());
  if (path === '/api/status')
    return json(response, { version: 'stand-in', uptime: 1, reasons: [], setup: {} });
  if (path === '/data/outline.json')
    return json(response, outline(fleet.receiver(), Number(query.get('above') ?? 0)));
  if (path === '/api/status') return json(response, status);
  if (path === '/api/zones') return json(response, zones);
  if (path === '/api/airports') return json(response, airports);
  if (path === '/api/map') return json(response, { zones: true, airports: true, tiles: [] });
  if (path === '/api/history')
    return json(response, { now: fleet.now, halfHours: halfHours(fleet.now, keptHours) });
  const heatmap = /^\/globe_history\/(\d{4})\/(\d\d)\/(\d\d)\/heatmap\/(\d\d)\.bin\.ttf$/.exec(path);
  if (heatmap) return binary(response, heatmapOf(heatmap, fleet));
  if (path.startsWith('/api/trace/')) {
    const plane = fleet.planes.find(({ hex }) => path.endsWith(hex));
    return json(response, plane ? trace(plane, fleet.now) : { timestamp: 0, trace: [] });
  }
  const file = join(root, normalize(path === '/' ? 'index.html' : path));
  if (!file.startsWith(root) || !existsSync(file) || !statSync(file).isFile())
    return response.writeHead(404).end('not found\n');
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}

function heatmapOf([, year, month, day, number], fleet) {
  const half = Date.UTC(year, month - 1, day) / 1_800_000 + Number(number);
  return heatmapFile(half, fleet.planes.length, fleet.now);
}

function binary(response, value) {
  response.writeHead(200, { 'content-type': 'application/octet-stream' });
  response.end(value);
}

function json(response, value) {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

function accept(request, socket) {
  const key = request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
  const answer = createHash('sha1').update(key).digest('base64');
  const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  socket.write([...head, `Sec-WebSocket-Accept: ${answer}`, '', ''].join('\r\n'));
}

/** One unmasked text frame (RFC 6455 5.2). */
function send(socket, value) {
  const payload = Buffer.from(JSON.stringify(value));
  const length = payload.length;
  const head = length < 126 ? Buffer.alloc(2) : length < 65536 ? Buffer.alloc(4) : Buffer.alloc(10);
  head[0] = 0x81;
  head[1] = length < 126 ? length : length < 65536 ? 126 : 127;
  if (head.length === 4) head.writeUInt16BE(length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2);
  socket.write(Buffer.concat([head, payload]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const option = (name, otherwise) => {
    const at = process.argv.indexOf(`--${name}`);
    return at < 0 ? otherwise : Number(process.argv[at + 1]);
  };
  const stream = !process.argv.includes('--no-stream');
  const { url } = await startServer({
    port: option('port', 8081),
    aircraft: option('aircraft', 120),
    stream,
  });
  console.log(url);
}
