import { CORE_STOPPED, TOO_MANY_PAGES } from '../../shared/api/sockets.ts';

/** Codes with which the server closes a WebSocket. */
export const CLOSE = {
  /** The server stops (RFC 6455, 7.4.1). */
  goingAway: 1001,
  /** The page does not take what it is sent. */
  tooSlow: 1008,
  /** A bug. */
  internalError: 1011,
  /** One page more than are answered at a time. */
  tooMany: TOO_MANY_PAGES,
  /** The core stopped; connecting again starts another. The reason is for people. */
  coreStopped: CORE_STOPPED,
} as const;

/** Told of a WebSocket whose connection ended without a word (RFC 6455, 7.1.5). */
export const BROKEN = 1006;

/** Room for a reason: a control frame holds 125 bytes, two of them the code (RFC 6455, 5.5). */
const REASON_BYTES = 123;

const ELLIPSIS = '…';

/** The first line of a text as a reason that fits, cut between characters. */
export function closeReason(text: string): string {
  const [line = ''] = text.split(/[\r\n]/, 1);
  if (Buffer.byteLength(line) <= REASON_BYTES) return line;
  let shortened = '';
  let room = REASON_BYTES - Buffer.byteLength(ELLIPSIS);
  for (const sign of line) {
    room -= Buffer.byteLength(sign);
    if (room < 0) break;
    shortened += sign;
  }
  return shortened + ELLIPSIS;
}
