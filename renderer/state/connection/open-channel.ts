import type { Channel, ContractPart } from '../../../shared/api/channel.ts';
import { desktopApi } from './desktop-api.ts';
import { desktopChannel } from './desktop-channel.ts';
import { createPagePass } from './page-pass.ts';
import { NotLetInError } from './pass.ts';
import { socketAddress } from './socket-address.ts';
import { openSocketChannel } from './socket-channel.ts';

/** Opens a channel to a part of the contract. Rejects where nobody answers, with {@link NotLetInError} where this page is not known. */
export type OpenChannel = (part: ContractPart) => Promise<Channel>;

/** Makes what opens channels, in the desktop app or in a browser. */
export function channelOpener(): OpenChannel {
  const desktop = desktopApi();
  if (desktop !== null) return async (part) => desktopChannel(desktop, part);
  const pass = createPagePass();
  return async (part) => {
    const token = await pass.token();
    try {
      return await openSocketChannel(socketAddress(document.baseURI, part), token);
    } catch (error) {
      if (error instanceof NotLetInError) pass.forget(token);
      throw error;
    }
  };
}
