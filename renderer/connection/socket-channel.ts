import { isChannelMessage, type Channel } from '../../shared/api/channel.ts';

/** The WebSocket close code with which the browser host says that the core stopped; the reason is for people. */
const CORE_STOPPED = 4001;

/** Opens a channel to the browser host; rejects where nobody answers there, or does not let this page in. */
export function openSocketChannel(address: string): Promise<Channel> {
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
    socket.addEventListener('open', () => resolve(channel), { once: true });
    socket.addEventListener('close', () => reject(new Error(`${address} does not answer`)), { once: true });
  });
}
