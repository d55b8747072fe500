import type { Channel, ContractPart } from '../../../shared/api/channel.ts';
import type { DesktopApi } from '../../../shared/api/desktop.ts';
import { desktopChannel } from './desktop-channel.ts';
import { NotLetInError, type Pass } from './pass.ts';
import { socketAddress } from './socket-address.ts';
import { openSocketChannel } from './socket-channel.ts';

/** Opens a channel to a part of the contract. Rejects where nobody answers, with {@link NotLetInError} where this page is not known. */
export type OpenChannel = (part: ContractPart) => Promise<Channel>;

/** What opens channels in the desktop app. */
export function desktopOpener(desktop: DesktopApi): OpenChannel {
  return async (part) => desktopChannel(desktop, part);
}

/** What opens channels in a browser, with what lets this page in. */
export function socketOpener(pass: Pass): OpenChannel {
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
