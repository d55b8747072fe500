import type { ContractPart } from '../../shared/api/channel.ts';
import type { CoreHost } from '../worker/threads/core-host.ts';
import { serveChannel, type BugLog } from '../worker/serve-channel.ts';
import type { hostRouter } from './host-router.ts';
import type { HostWindow } from './host-window.ts';
import type { WindowChannel } from './window-connections.ts';

/** What answers windows. */
export interface Answering {
  readonly core: CoreHost;
  readonly router: ReturnType<typeof hostRouter>;
  readonly log: BugLog;
}

/** Answers a part of the contract for a window: the core's is passed on unread, the host's is answered here. */
export function serveWindow(
  { core, router, log }: Answering,
  window: HostWindow,
  part: ContractPart,
  channel: WindowChannel,
): void {
  switch (part) {
    case 'core': {
      const toCore = core.connect({ readOnly: false });
      channel.onMessage((message) => toCore.send(message));
      channel.onClose(() => toCore.close());
      toCore.onMessage((message) => channel.send(message));
      toCore.onClose((reason) => channel.closeWith(reason));
      break;
    }
    case 'host':
      serveChannel(router, channel, { window }, log);
      break;
  }
}
