import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'vite';
import { handOn, handOnUpgrade } from './hand-on.mjs';

/** The only address that is listened on: nobody but this machine reaches it. */
const address = '127.0.0.1';

/** Under this path the browser host answers, and everywhere else Vite. */
const api = '/api/';

/**
 * Serves the page from its sources, with hot reload, to everybody on this machine, and hands what it asks on to the
 * browser host, which lets in whoever has the token.
 *
 * @param {string} root the checkout
 * @param {{ port: number, corePort: () => number | null }} options
 *   `port` 0 takes a free one; `corePort` is where the browser host listens, null while there is none
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function servePage(root, { port, corePort }) {
  const server = await createServer({
    root: join(root, 'renderer'),
    configFile: join(root, 'vite.config.ts'),
    mode: 'development',
    logLevel: 'warn',
    clearScreen: false,
    plugins: [
      {
        name: 'stemma:core',
        configureServer({ middlewares }) {
          middlewares.use((request, response, next) => {
            if (request.url?.startsWith(api) === true) handOn(request, response, corePort());
            else if (isForeign(request)) response.writeHead(403).end('Only for the page of Stemma itself.\n');
            else next();
          });
        },
      },
    ],
    server: {
      host: address,
      port,
      strictPort: port !== 0,
      // No names but localhost, so that no page can make its own name mean this address.
      allowedHosts: [],
      cors: false,
      headers: {
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      },
      // The page, what it shares with the core, and the packages.
      fs: {
        strict: true,
        allow: ['renderer', 'shared', 'node_modules'].map((name) => realpathSync(join(root, name))),
      },
    },
  });
  server.httpServer?.on('upgrade', (request, socket, head) => {
    // Vite answers those of its own, which ask for its protocol.
    if (request.headers['sec-websocket-protocol']?.startsWith('vite-') === true) return;
    const running = request.url?.startsWith(api) === true ? corePort() : null;
    if (running === null) socket.destroy();
    else handOnUpgrade(request, socket, head, running);
  });
  await server.listen();
  const at = server.httpServer?.address();
  const listensAt = typeof at === 'object' && at !== null ? at.port : port;
  return { url: `http://${address}:${listensAt}/`, close: () => server.close() };
}

/**
 * Whether a page of another site asks. It could not read the answer, but would have a source run there, or a file
 * opened in the editor. A link to the page itself is followed from anywhere.
 *
 * @param {import('node:http').IncomingMessage} request
 */
function isForeign({ headers, url }) {
  const { origin, host } = headers;
  if (origin !== undefined && origin !== `http://${host}`) return true;
  const site = headers['sec-fetch-site'];
  const isOwn = site === undefined || site === 'none' || site === 'same-origin';
  return !isOwn && !(headers['sec-fetch-mode'] === 'navigate' && /^\/(?:\?|$)/.test(url ?? ''));
}
