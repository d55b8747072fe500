import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Channel, ContractPart } from '../../shared/api/channel.ts';
import type { RunningServer } from '../../electron/server/server.ts';

/** Goes in by the printed URL, as a browser would; the Cookie header for everything after. */
export async function cookieOf(url: string): Promise<string> {
  const response = await fetch(url, { redirect: 'manual' });
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0];
  if (cookie === undefined) throw new Error(`${url} gave no cookie, but ${response.status}`);
  return cookie;
}

/** A WebSocket to a part of the contract, open. */
export async function openSocket(server: RunningServer, part: ContractPart): Promise<WebSocket> {
  const host = `127.0.0.1:${server.port}`;
  const socket = new WebSocket(`ws://${host}/api/${part}`, {
    origin: `http://${host}`,
    headers: { cookie: await cookieOf(server.url) },
    perMessageDeflate: false,
  });
  await once(socket, 'open');
  return socket;
}

/** A channel to a part of the contract over a WebSocket of its own, as the page's is. */
export async function connectOverWebSocket(server: RunningServer, part: ContractPart): Promise<Channel> {
  const socket = await openSocket(server, part);
  return {
    send: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(message);
    },
    onMessage: (listener) =>
      void socket.on('message', (data, isBinary) =>
        listener(isBinary ? new Uint8Array(data as Buffer) : (data as Buffer).toString('utf8')),
      ),
    onClose: (listener) =>
      void socket.once('close', (_code, reason) => listener(reason.length === 0 ? null : reason.toString())),
    close: () => socket.close(),
  };
}
