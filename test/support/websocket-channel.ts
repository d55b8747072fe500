import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Channel, ContractPart } from '../../shared/api/channel.ts';
import { SECRET_HEADER, TOKEN_PATH, WELCOME } from '../../shared/api/sockets.ts';
import type { RunningServer } from '../../electron/server/server.ts';

/** The token for the secret of a URL, asked as the page asks. */
export async function tokenOf(url: string): Promise<string> {
  const secret = new URL(url).searchParams.get('token') ?? '';
  const response = await fetch(new URL(TOKEN_PATH, url), { headers: { [SECRET_HEADER]: secret } });
  if (response.status !== 200) throw new Error(`${url} gave no token, but ${response.status}`);
  return ((await response.json()) as { token: string }).token;
}

/** A WebSocket to a part of the contract that has shown nothing yet. */
export async function openStranger(server: RunningServer, part: ContractPart): Promise<WebSocket> {
  const host = `127.0.0.1:${server.port}`;
  const socket = new WebSocket(`ws://${host}/api/${part}`, {
    origin: `http://${host}`,
    perMessageDeflate: false,
  });
  await once(socket, 'open');
  return socket;
}

/** A WebSocket to a part of the contract that was let in. */
export async function openSocket(server: RunningServer, part: ContractPart): Promise<WebSocket> {
  const socket = await openStranger(server, part);
  socket.send(server.token);
  const [welcome] = (await once(socket, 'message')) as [Buffer];
  if (welcome.toString() !== WELCOME) throw new Error(`${welcome.toString()} is no welcome`);
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
