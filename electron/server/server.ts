import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { Socket, type AddressInfo } from 'node:net';
import type { OpenedWorkspace } from '../worker/threads/core-protocol.ts';
import type { BugLog } from '../worker/serve-channel.ts';
import { answerRequest } from './answer-request.ts';
import { upgradeAnswerer } from './answer-upgrade.ts';
import { Door } from './door.ts';
import { DROP_LIMITS, type DropLimits } from './drops/drop-limits.ts';
import { StagedExports } from '../worker/staged-exports.ts';
import { Drops } from './drops/drops.ts';
import { StagingPlace } from '../worker/staging-place.ts';
import { browserHostRouter, type BrowserHost } from './host-router.ts';
import { LIMITS, type Limits } from './limits.ts';
import { Pages } from './pages.ts';
import { Strangers } from './strangers.ts';
import { waitForToken } from './wait-for-token.ts';

/** The only address that is listened on: nobody but this machine reaches it. */
const ADDRESS = '127.0.0.1';

/** What is served, and how. */
export interface ServerOptions extends Omit<BrowserHost, 'takeIn' | 'drops' | 'downloads'> {
  /** 0 takes a free one. */
  readonly port: number;
  /** Whether pages may only look; the core refuses the rest. */
  readonly readOnly: boolean;
  /** The folder of the built page. */
  readonly folder: string;
  readonly log: BugLog;
  /** One that `canBeToken`, so that pages are let in after another start too; else there is a new one. */
  readonly token?: string | undefined;
  readonly limits?: Partial<Limits>;
  /** The cache folder, where what is dropped onto pages is staged. */
  readonly cache: string;
  readonly dropLimits?: Partial<DropLimits>;
}

/** A server that runs. */
export interface RunningServer {
  /** For people; holds the token. */
  readonly url: string;
  readonly port: number;
  readonly token: string;
  /** A URL that lets in once and only for a minute, to be handed to another program. */
  urlForOnce(): string;
  /** Lets pages open a workspace too that the core has opened since; one that is served already stays as it is. */
  takeIn(workspace: OpenedWorkspace): void;
  /** Ends the connections of all pages and frees the port. The core is its owner's to close. */
  close(): Promise<void>;
}

function makeServer(limits: Limits): Server {
  return createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkMs,
    maxHeaderSize: limits.headerBytes,
  });
}

/** Waits until the server listens; rejects with the system's error where the port can't be had. */
async function listen(server: Server, port: number): Promise<number> {
  server.listen({ port, host: ADDRESS, exclusive: true });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/**
 * Serves the page to browsers on this machine, and connects it to the core.
 *
 * Rejects with the system's error (`EADDRINUSE`, `EACCES`) where the port can't be had.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { log, folder } = options;
  const limits = { ...LIMITS, ...options.limits };
  const place = new StagingPlace(options.cache);
  await place.removeLeftovers();
  const drops = new Drops(place, { ...DROP_LIMITS, ...options.dropLimits }, log);
  const downloads = new StagedExports(options.core, place);
  const server = makeServer(limits);
  const port = await listen(server, options.port);
  const door = new Door(options.token);
  const workspaces = [...options.workspaces];
  const takeIn = (workspace: OpenedWorkspace): void => {
    if (!workspaces.some(({ id }) => id === workspace.id)) workspaces.push(workspace);
  };
  const router = browserHostRouter({ ...options, workspaces, takeIn, drops, downloads });
  const pages = new Pages({ ...options, limits, router, drops });
  const strangers = new Strangers(limits);
  const site = {
    door,
    folder,
    drops,
    downloads,
    onKnown: (connection: Socket) => strangers.letIn(connection),
  };
  server.on('connection', (socket) => strangers.add(socket));
  server.on('error', (error) => log('The server had a problem', error));
  server.on('request', (request, response) => {
    answerRequest(site, request, response).catch((error: unknown) => {
      log('A request was not answered', error);
      response.destroy();
    });
  });
  server.on(
    'upgrade',
    upgradeAnswerer(limits, (part, socket, below) =>
      waitForToken(socket, door, limits, () => {
        if (below instanceof Socket) strangers.letIn(below);
        pages.connect(part, socket);
      }),
    ),
  );
  const urlWith = (secret: string): string => `http://${ADDRESS}:${port}/?token=${secret}`;
  return {
    url: urlWith(door.token),
    port,
    token: door.token,
    urlForOnce: () => urlWith(door.makeTicket()),
    takeIn,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      await pages.close();
      strangers.close();
      server.closeAllConnections();
      await closed;
      await drops.close();
    },
  };
}
