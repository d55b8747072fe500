import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { EXPORTS_PATH, SECRET_HEADER, TOKEN_PATH } from '../../shared/api/sockets.ts';
import { isUpload, receiveUpload, uploadRefusal } from './drops/answer-upload.ts';
import type { Drops } from './drops/drops.ts';
import { acceptedEncodings } from './accepted-encodings.ts';
import type { StagedExports } from '../worker/staged-exports.ts';
import { sendDownload } from './downloads/send-download.ts';
import type { Door } from './door.ts';
import { safeHeaders } from './headers.ts';
import { loopbackHost } from './origin.ts';
import { readPageFile, type PageFile } from './page-files.ts';
import { NOT_THERE, ONLY_READING, WRONG_HOST, WRONG_SECRET, type Refusal } from './refusal.ts';
import { targetPath } from './request-target.ts';

/** What answers plain requests: the page, and the door to what it shows. */
export interface Site {
  readonly door: Door;
  readonly drops: Drops;
  readonly downloads: StagedExports;
  /** Told of a connection over which the token was shown. */
  readonly onKnown: (connection: Socket) => void;
  /** The folder of the built page. */
  readonly folder: string;
}

const PLAIN = 'text/plain; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

/** How long browsers may keep what is named by its hash, in seconds: a year, the most that they take. */
const KEEP_S = 31_536_000;

interface Whole {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, type, body, headers }: Whole,
): void {
  response.writeHead(status, {
    ...safeHeaders(loopbackHost(request) ?? 'localhost'),
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  // A HEAD is answered without its body, which Node sees to.
  response.end(body);
}

function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { status, message, headers }: Refusal,
): void {
  // Whatever else is sent over this connection is not waited for.
  send(request, response, {
    status,
    type: PLAIN,
    body: message,
    headers: { ...headers, connection: 'close' },
  });
}

/**
 * Gives a page the token for the secret of the URL that it was opened with. That is sent in a header: pages of other
 * sites can't send such a header, nor read the answer, and URLs are written into logs.
 */
function tellToken(door: Door, request: IncomingMessage, response: ServerResponse): void {
  const secret = request.headers[SECRET_HEADER];
  const token = typeof secret === 'string' ? door.letIn(secret) : null;
  if (token === null) return refuse(request, response, WRONG_SECRET);
  const body = JSON.stringify({ token });
  send(request, response, { status: 200, type: JSON_TYPE, body });
}

function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { bytes, type, encoding, isHashed }: PageFile,
): void {
  const headers = {
    // Whoever keeps it, keeps it for browsers that ask alike.
    vary: 'accept-encoding',
    ...(encoding === null ? {} : { 'content-encoding': encoding }),
    ...(isHashed ? { 'cache-control': `private, max-age=${KEEP_S}, immutable` } : {}),
  };
  send(request, response, { status: 200, type, body: bytes, headers });
}

/** Takes a part of a file that was dropped onto a page, and says how much of the file is here. */
async function takeUpload(
  { door, drops, onKnown }: Site,
  host: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refusal = uploadRefusal(request, host, door);
  if (refusal !== null) return refuse(request, response, refusal);
  onKnown(request.socket);
  const answer = await receiveUpload(drops, request);
  if ('message' in answer) return refuse(request, response, answer);
  // What is not wanted of it goes by unread, so that the connection serves for the next part.
  request.resume();
  const { status, received } = answer;
  send(request, response, { status, type: JSON_TYPE, body: JSON.stringify({ received }) });
}

/**
 * Answers a plain request. Files of the page are for everybody, because they are the same everywhere; what is in a
 * workspace is told over WebSockets alone.
 */
export async function answerRequest(
  site: Site,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { door, folder, downloads } = site;
  const host = loopbackHost(request);
  if (host === null) return refuse(request, response, WRONG_HOST);
  if (isUpload(request)) return await takeUpload(site, host, request, response);
  const isGet = request.method === 'GET';
  if (!isGet && request.method !== 'HEAD') return refuse(request, response, ONLY_READING);
  const path = targetPath(request.url);
  if (isGet && path === `/${TOKEN_PATH}`) return tellToken(door, request, response);
  const download =
    isGet && path?.startsWith(`/${EXPORTS_PATH}`) === true ? path.slice(EXPORTS_PATH.length + 1) : null;
  const exported = download === null ? null : downloads.take(download);
  if (exported !== null && (await sendDownload(host, response, exported))) return;
  const encodings = acceptedEncodings(request.headers['accept-encoding']);
  const file = path === null ? null : await readPageFile(folder, path, encodings);
  if (file === null) return refuse(request, response, NOT_THERE);
  sendFile(request, response, file);
}
