import { join } from 'node:path';
import { createServer } from 'vite';
import { DevDoor } from './dev-door.mjs';
import { handOn } from './hand-on.mjs';

/** The only address that is listened on: nobody but this machine reaches it. */
const address = '127.0.0.1';

/**
 * Serves the page from its sources, with hot reload, and hands what it asks on to the browser host.
 *
 * @param {string} root the checkout
 * @param {{ port: number, whereabouts: () => import('./core-process.mjs').Whereabouts | null }} options
 *   `port` 0 takes a free one; `whereabouts` of the browser host, null while there is none
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` holds the token
 */
export async function servePage(root, { port, whereabouts }) {
  /** @type {import('vite').ViteDevServer | undefined} */
  let server = undefined;
  const listensAt = () => {
    const at = server?.httpServer?.address();
    return typeof at === 'object' && at !== null ? at.port : port;
  };
  const door = new DevDoor(listensAt);
  server = await createServer({
    root: join(root, 'renderer'),
    configFile: join(root, 'vite.config.ts'),
    mode: 'development',
    logLevel: 'warn',
    clearScreen: false,
    plugins: [atTheDoor(door)],
    server: {
      host: address,
      port,
      strictPort: port !== 0,
      // Beside the page the sources that both know, and the packages.
      fs: { strict: true, allow: [root] },
    },
  });
  server.httpServer?.on('upgrade', (request, socket, head) => {
    // Vite answers those of its own.
    if (request.url?.startsWith('/api/') !== true) return;
    const running = whereabouts();
    if (running !== null && door.knows(request.headers.cookie)) handOn(request, socket, head, running);
    else socket.destroy();
  });
  await server.listen();
  const started = server;
  return { url: `http://${address}:${listensAt()}/?token=${door.token}`, close: () => started.close() };
}

/**
 * Asks for the token before anything else is answered.
 *
 * @param {DevDoor} door
 * @returns {import('vite').Plugin}
 */
function atTheDoor(door) {
  return {
    name: 'stemma:door',
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const cookie = door.letIn(request.url ?? '');
        if (cookie !== null) response.writeHead(303, { 'set-cookie': cookie, location: '/' }).end();
        else if (door.knows(request.headers.cookie)) next();
        else response.writeHead(403).end('Open the address that npm run dev printed.\n');
      });
    },
  };
}
