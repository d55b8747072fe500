import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ContractPart } from '../../shared/api/channel.ts';
import type { Limits } from './limits.ts';
import { isOwnOrigin, loopbackHost } from './origin.ts';
import { NOT_THERE, WRONG_HOST, WRONG_ORIGIN, type Refusal } from './refusal.ts';
import { targetPath } from './request-target.ts';

/** Where each part of the contract is answered. */
const PARTS: ReadonlyMap<string | null, ContractPart> = new Map([
  ['/api/core', 'core'],
  ['/api/host', 'host'],
]);

/** Whether a request may have a WebSocket to show its token on: the part of the contract that it is for, or why not. */
export function judgeUpgrade(request: IncomingMessage): ContractPart | Refusal {
  const host = loopbackHost(request);
  if (host === null) return WRONG_HOST;
  if (!isOwnOrigin(request, host)) return WRONG_ORIGIN;
  return PARTS.get(targetPath(request.url)) ?? NOT_THERE;
}

function refuse(socket: Duplex, { status, message }: Refusal): void {
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(message)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${message}`);
  // Whoever does not close its end is not waited for.
  socket.once('finish', () => socket.destroy());
}

/** Makes what answers requests for WebSockets; `onSocket` is given each that is one, with the connection below it. */
export function upgradeAnswerer(
  limits: Limits,
  onSocket: (part: ContractPart, socket: WebSocket, below: Duplex) => void,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    // It would cost memory for each page, and everything stays on this machine or in a tunnel that compresses.
    perMessageDeflate: false,
  });
  return (request, socket, head) => {
    // A connection may break before it is answered; then nobody waits for the answer.
    const onBroken = (): void => void socket.destroy();
    socket.on('error', onBroken);
    const part = judgeUpgrade(request);
    if (typeof part !== 'string') return refuse(socket, part);
    sockets.handleUpgrade(request, socket, head, (opened) => {
      socket.off('error', onBroken);
      onSocket(part, opened, socket);
    });
  };
}
