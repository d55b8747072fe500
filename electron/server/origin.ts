import type { IncomingMessage } from 'node:http';

/**
 * The loopback's names with any port. The port may differ from the server's: people reach it through an SSH tunnel
 * (`ssh -L 8000:127.0.0.1:PORT`), and then the browser says `localhost:8000`. What this keeps out is DNS rebinding, where
 * a page makes its own name mean 127.0.0.1: the browser then sends that name, whatever the port.
 */
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/;

/** The value of a header that was sent exactly once; null otherwise, for readers could differ on which one counts. */
function onlyValue(request: IncomingMessage, name: string): string | null {
  const values = request.headersDistinct[name];
  return values?.length === 1 ? (values[0] ?? null) : null;
}

/** The Host of a request where it names this machine's loopback, else null. */
export function loopbackHost(request: IncomingMessage): string | null {
  const host = onlyValue(request, 'host')?.toLowerCase() ?? null;
  return host !== null && LOOPBACK.test(host) ? host : null;
}

/**
 * Whether the page that asks came from this very server under the name that it uses. Pages of other sites would have
 * to know the token; they are not even asked for it, and programs that send no Origin are no pages of ours either.
 */
export function isOwnOrigin(request: IncomingMessage, host: string): boolean {
  return onlyValue(request, 'origin') === `http://${host}`;
}
