import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { safeHeaders } from '../headers.ts';
import type { StagedExport } from '../../worker/staged-exports.ts';

/** Sends what was exported as a stream, and removes it. Answers whether it was there. */
export async function sendDownload(
  host: string,
  response: ServerResponse,
  { file, name }: StagedExport,
): Promise<boolean> {
  const stamp = await stat(file).catch(() => null);
  if (stamp === null) return false;
  try {
    response.writeHead(200, {
      ...safeHeaders(host),
      'content-type': 'application/octet-stream',
      'content-length': stamp.size,
      // RFC 6266: the plain name for whoever knows no other, and the one with all letters.
      'content-disposition': `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
    await pipeline(createReadStream(file), response);
  } catch {
    // The browser gave it up on the way: nothing is left to tell it.
    response.destroy();
  } finally {
    await rm(dirname(file), { recursive: true, force: true });
  }
  return true;
}
