import { request as ask } from 'node:http';
import { connect } from 'node:net';

// Host and Origin go on unchanged: the browser host judges them by itself.

const address = '127.0.0.1';

/**
 * Hands a request on to the browser host, and its answer back.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {number | null} port of the browser host; null while there is none
 */
export function handOn(request, response, port) {
  const refuse = () => {
    if (response.headersSent) response.destroy();
    else response.writeHead(503).end('The core does not run. The terminal of npm run dev says why.\n');
  };
  if (port === null) return refuse();
  // Whether a connection is kept is between its own two ends.
  const headers = [...headersOf(request, (name) => name !== 'connection').flat(), 'Connection', 'close'];
  const { method, url: path } = request;
  const asked = ask({ host: address, port, method, path, headers, setHost: false, agent: false });
  asked.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.on('error', refuse).pipe(response);
  });
  asked.on('error', refuse);
  response.on('close', () => asked.destroy());
  request.pipe(asked);
}

/**
 * Hands a request for a WebSocket on to the browser host as it came.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:stream').Duplex} socket
 * @param {Buffer} head
 * @param {number} port of the browser host
 */
export function handOnUpgrade(request, socket, head, port) {
  const host = connect({ port, host: address });
  const lines = headersOf(request).map(([name, value]) => `${name}: ${value}`);
  host.once('connect', () => {
    host.write(`${[`${request.method} ${request.url} HTTP/1.1`, ...lines].join('\r\n')}\r\n\r\n`);
    host.write(head);
    host.pipe(socket).pipe(host);
  });
  // Either end may go at any time, such as when a core starts again: the page then finds the way back.
  const part = () => {
    host.destroy();
    socket.destroy();
  };
  for (const end of [host, socket]) end.on('error', part).on('close', part);
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {(name: string) => boolean} wants told in lower case
 * @returns {[string, string][]} each header as it was sent
 */
function headersOf({ rawHeaders }, wants = () => true) {
  /** @type {[string, string][]} */
  const found = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    if (wants(name.toLowerCase())) found.push([name, rawHeaders[at + 1] ?? '']);
  }
  return found;
}
