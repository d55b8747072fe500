import { connect } from 'node:net';

/**
 * Hands a request for a WebSocket on to the browser host as it came, but for its cookies: in their place goes the one
 * that the host knows. The host judges Host and Origin by itself.
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:stream').Duplex} socket
 * @param {Buffer} head
 * @param {import('./core-process.mjs').Whereabouts} to
 */
export function handOn(request, socket, head, { port, token }) {
  const host = connect({ port, host: '127.0.0.1' });
  const lines = [`${request.method} ${request.url} HTTP/1.1`];
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    const name = request.rawHeaders[at] ?? '';
    if (name.toLowerCase() !== 'cookie') lines.push(`${name}: ${request.rawHeaders[at + 1]}`);
  }
  lines.push(`Cookie: stemma-${port}=${token}`);
  host.once('connect', () => {
    host.write(`${lines.join('\r\n')}\r\n\r\n`);
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
