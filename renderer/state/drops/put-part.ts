import { DROPS_PATH, SECRET_HEADER } from '../../../shared/api/sockets.ts';
import type { PartAnswer } from './send-files.ts';

/** A part of a file of a drop. */
export interface Part {
  readonly drop: string;
  readonly number: number;
  /** Where in the file it begins. */
  readonly from: number;
  readonly bytes: Blob;
}

function received(answer: unknown): number {
  if (
    typeof answer === 'object' &&
    answer !== null &&
    'received' in answer &&
    typeof answer.received === 'number'
  )
    return answer.received;
  throw new Error('The browser host answered something else to a part of a file');
}

/** Sends a part to the browser host, which is shown the token. Rejects as `fetch` does where the connection breaks. */
export async function putPart(
  { drop, number, from, bytes }: Part,
  token: string,
  signal: AbortSignal,
): Promise<PartAnswer> {
  const address = new URL(
    `${DROPS_PATH}/${encodeURIComponent(drop)}/${number}?from=${from}`,
    document.baseURI,
  );
  const response = await fetch(address, {
    method: 'PUT',
    headers: { [SECRET_HEADER]: token },
    body: bytes,
    credentials: 'omit',
    signal,
  });
  switch (response.status) {
    case 200:
    case 409:
      return { kind: 'received', received: received(await response.json()) };
    case 403:
    case 404:
      return { kind: 'gone' };
    default:
      return { kind: 'refused', reason: (await response.text()).trim().replace(/\.$/, '') };
  }
}
