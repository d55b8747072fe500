import type { Channel, ContractPart } from '../../shared/api/channel.ts';
import { desktopApi } from './desktop-api.ts';
import { desktopChannel } from './desktop-channel.ts';
import { socketAddress } from './socket-address.ts';
import { openSocketChannel } from './socket-channel.ts';

/** Opens a channel to a part of the contract, in the desktop app or in a browser; rejects where nobody answers. */
export async function openChannel(part: ContractPart): Promise<Channel> {
  const desktop = desktopApi();
  return desktop === null
    ? openSocketChannel(socketAddress(document.baseURI, part))
    : desktopChannel(desktop, part);
}
