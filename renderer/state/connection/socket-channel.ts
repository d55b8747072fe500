import { isChannelMessage, type Channel } from '../../../shared/api/channel.ts';
import { CORE_STOPPED, NOT_LET_IN, WELCOME } from '../../../shared/api/sockets.ts';
import { NotLetInError } from './pass.ts';

/**
 * Opens a channel to the browser host: shows the token first, and waits until it is let in. Rejects where nobody
 * answers there, with {@link NotLetInError} where the token is not the server's.
 */
export function openSocketChannel(address: string, token: string): Promise<Channel> {
  const socket = new WebSocket(address);
  socket.binaryType = 'arraybuffer';
  const channel: Channel = {
    send: (message) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(message);
    },
    onMessage: (listener) =>
      socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const message = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
        if (isChannelMessage(message)) listener(message);
      }),
    onClose: (listener) =>
      socket.addEventListener(
        'close',
        ({ code, reason }) => listener(code === CORE_STOPPED ? reason || 'It gave no reason.' : null),
        { once: true },
      ),
    close: () => socket.close(),
  };
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => socket.send(token), { once: true });
    socket.addEventListener(
      'message',
      ({ data }: MessageEvent<unknown>) => {
        if (data === WELCOME) return resolve(channel);
        socket.close();
        reject(new Error(`${address} is no Stemma`));
      },
      { once: true },
    );
    socket.addEventListener(
      'close',
      ({ code }) => {
        const isUnknown = code === NOT_LET_IN;
        reject(isUnknown ? new NotLetInError('Not the token') : new Error(`${address} does not answer`));
      },
      { once: true },
    );
  });
}
