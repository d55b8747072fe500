import type { ContractPart } from '../../../shared/api/channel.ts';

/**
 * Where the browser host answers a part of the contract, relative to the page, so that a proxy may put it below any
 * path: `http://127.0.0.1:8123/#/w/1` asks `ws://127.0.0.1:8123/api/core`.
 */
export function socketAddress(page: string, part: ContractPart): string {
  const address = new URL(`api/${part}`, page);
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
  return address.href;
}
