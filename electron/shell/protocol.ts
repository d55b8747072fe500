import { protocol } from 'electron';
import { readPageFile } from '../server/page-files.ts';
import { APP_ORIGIN, APP_SCHEME } from './sender.ts';

/** What the page may load and do: its own files, no connections, no frames. */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The headers of every answer, also of those without a file. */
const HEADERS = {
  'content-security-policy': CONTENT_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

/** Makes `stemma:` a scheme like `https:`, with origins of its own. To be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/**
 * Answers a request of the page with a file of the folder, and never with one outside it.
 *
 * @param folder the built page
 */
export async function answerPage(
  folder: string,
  request: Pick<Request, 'method' | 'url'>,
): Promise<Response> {
  const refuse = (status: number): Response => new Response(null, { status, headers: HEADERS });
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405);
  const rest = pathBelow(APP_ORIGIN, request.url);
  if (rest === null) return refuse(404);
  const file = await readPageFile(folder, rest);
  if (file === null) return refuse(404);
  const headers = { ...HEADERS, 'content-type': file.type };
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(file.bytes), { headers });
}

/** The path of an address below an origin, still encoded; null for other origins. */
function pathBelow(origin: string, address: string): string | null {
  const { protocol: scheme, host, pathname } = new URL(address);
  return `${scheme}//${host}` === origin ? pathname : null;
}

/** Serves `stemma://app/` from the folder of the built page. */
export function setUpProtocol(folder: string): void {
  protocol.handle(APP_SCHEME, (request) => answerPage(folder, request));
}
