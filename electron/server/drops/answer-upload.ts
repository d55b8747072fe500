import type { IncomingMessage } from 'node:http';
import { DROPS_PATH, SECRET_HEADER } from '../../../shared/api/sockets.ts';
import type { Door } from '../door.ts';
import { isOwnOrigin } from '../origin.ts';
import {
  CANNOT_STAGE,
  NO_LENGTH,
  NO_SPACE_LEFT,
  NOT_THERE,
  TOO_MUCH,
  WRONG_ORIGIN,
  WRONG_SECRET,
  type Refusal,
} from '../refusal.ts';
import type { Receipt } from './hosted-drop.ts';
import type { Drops } from './drops.ts';

/** How far a file is. */
export interface UploadAnswer {
  /** 200, or 409 where the part does not begin there. */
  readonly status: 200 | 409;
  /** Bytes of the file that are here. */
  readonly received: number;
}

/** `/api/drops/<drop>/<number>?from=<byte>`. */
const TARGET = new RegExp(String.raw`^/${DROPS_PATH}/([\w-]{1,64})/(\d{1,7})\?from=(\d{1,15})$`);

/** Whether a request is to send a part of a dropped file. */
export function isUpload({ method, url }: IncomingMessage): boolean {
  return method === 'PUT' && url?.startsWith(`/${DROPS_PATH}/`) === true;
}

/** Whether the page that sends may: it shows the token in a header, which no page of another site can send. */
export function uploadRefusal(request: IncomingMessage, host: string, door: Door): Refusal | null {
  if (!isOwnOrigin(request, host)) return WRONG_ORIGIN;
  const secret = request.headers[SECRET_HEADER];
  return typeof secret === 'string' && door.knows(secret) ? null : WRONG_SECRET;
}

function answerOf(receipt: Receipt): UploadAnswer | Refusal {
  switch (receipt.kind) {
    case 'received':
      return { status: 200, received: receipt.received };
    case 'elsewhere':
      return { status: 409, received: receipt.received };
    case 'not-listed':
      return NOT_THERE;
    case 'too-much':
      return TOO_MUCH;
    case 'no-space':
      return NO_SPACE_LEFT;
    case 'cannot-write':
      return { ...CANNOT_STAGE, message: `${receipt.reason}\n` };
  }
}

/** Takes a part of a dropped file. */
export async function receiveUpload(drops: Drops, request: IncomingMessage): Promise<UploadAnswer | Refusal> {
  const [, id = '', number = '', from = ''] = TARGET.exec(request.url ?? '') ?? [];
  const drop = drops.find(id);
  if (drop === null) return NOT_THERE;
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  // Node has checked that it is a number of bytes; without it nobody knows how much is coming.
  if (Number.isNaN(length)) return NO_LENGTH;
  const receipt = await drop.receive(Number(number), Number(from), {
    length,
    chunks: request as AsyncIterable<Uint8Array>,
    breakOff: () => void request.destroy(),
  });
  return answerOf(receipt);
}
