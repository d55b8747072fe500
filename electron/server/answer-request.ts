import type { IncomingMessage, ServerResponse } from 'node:http';
import { acceptedEncodings } from './accepted-encodings.ts';
import type { Door } from './door.ts';
import { safeHeaders } from './headers.ts';
import { loopbackHost } from './origin.ts';
import { readPageFile, type PageFile } from './page-files.ts';
import { NOT_LET_IN, NOT_THERE, ONLY_READING, WRONG_HOST, type Refusal } from './refusal.ts';
import { parseTarget } from './request-target.ts';

/** What answers plain requests: the page behind the door. */
export interface Site {
  readonly door: Door;
  /** The folder of the built page. */
  readonly folder: string;
}

const PLAIN = 'text/plain; charset=utf-8';

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
 * Leads a browser that was let in to the page under a URL without the secret. A link on another site makes browsers
 * hold a Strict cookie back even after a redirect, until a page of ours leads on: those get one.
 */
function leadIn(request: IncomingMessage, response: ServerResponse, cookie: string): void {
  const headers = { 'set-cookie': cookie };
  if (request.headers['sec-fetch-site'] === 'cross-site') {
    const onwards = { ...headers, refresh: '0; url=/' };
    send(request, response, { status: 200, type: PLAIN, body: 'Opening Stemma.\n', headers: onwards });
  } else {
    send(request, response, { status: 303, type: PLAIN, body: '', headers: { ...headers, location: '/' } });
  }
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

/** Answers a plain request: with a file of the page for who was let in, with a reason for anybody else. */
export async function answerRequest(
  { door, folder }: Site,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (loopbackHost(request) === null) return refuse(request, response, WRONG_HOST);
  const isGet = request.method === 'GET';
  if (!isGet && request.method !== 'HEAD') return refuse(request, response, ONLY_READING);
  const target = parseTarget(request.url);
  if (isGet && target?.path === '/' && target.token !== null) {
    const cookie = door.letIn(target.token);
    if (cookie !== null) return leadIn(request, response, cookie);
  }
  if (!door.knows(request)) return refuse(request, response, NOT_LET_IN);
  const encodings = acceptedEncodings(request.headers['accept-encoding']);
  const file = target === null ? null : await readPageFile(folder, target.path, encodings);
  if (file === null) return refuse(request, response, NOT_THERE);
  sendFile(request, response, file);
}
