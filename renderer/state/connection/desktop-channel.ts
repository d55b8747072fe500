import type { Channel, ChannelMessage, ContractPart } from '../../../shared/api/channel.ts';
import type { DesktopApi } from '../../../shared/api/desktop.ts';

/** A channel to the desktop app's main process. What arrives before someone listens is kept for them. */
export function desktopChannel(desktop: DesktopApi, part: ContractPart): Channel {
  const listeners: ((message: ChannelMessage) => void)[] = [];
  const closeListeners: ((reason: string | null) => void)[] = [];
  let early: ChannelMessage[] = [];
  let end: { readonly reason: string | null } | null = null;
  const connection = desktop.connect(part, {
    onMessage: (message) => {
      if (listeners.length === 0) early.push(message);
      for (const listener of listeners) listener(message);
    },
    onClose: (reason) => {
      end = { reason };
      for (const listener of closeListeners) listener(reason);
    },
  });
  return {
    send: (message) => connection.send(message),
    onMessage: (listener) => {
      listeners.push(listener);
      for (const message of early) listener(message);
      early = [];
    },
    onClose: (listener) => {
      if (end === null) closeListeners.push(listener);
      else listener(end.reason);
    },
    close: () => connection.close(),
  };
}
