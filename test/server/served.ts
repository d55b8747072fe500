import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { startServer, type RunningServer, type ServerOptions } from '../../electron/server/server.ts';
import { CoreHost } from '../../electron/worker/threads/core-host.ts';
import { startCore } from '../../electron/worker/threads/start-core.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A server of one test, and what it logged. */
export interface Served {
  readonly server: RunningServer;
  readonly core: CoreHost;
  readonly bugs: string[];
}

/** A folder with a page such as the build makes. */
export function pageFolder(): string {
  const folder = join(temporaryFolder(), 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Stemma</title>');
  writeFileSync(join(folder, 'assets', 'main-AbC_12-9.js'), 'export {};\n');
  writeFileSync(join(folder, 'assets', 'plain.css'), 'p {}\n');
  return folder;
}

/** Starts a server on a free port; it and its core are closed after the test. */
export async function serve(options: Partial<ServerOptions> = {}): Promise<Served> {
  const bugs: string[] = [];
  const log = (what: string, error: unknown): void => {
    bugs.push(`${what}: ${error instanceof Error ? error.stack : String(error)}`);
  };
  const cache = temporaryFolder();
  const core = options.core ?? new CoreHost(() => startCore({ cache, validateOutputs: true }), log);
  closers.push(() => core.close());
  const server = await startServer({
    core,
    workspaces: [],
    graceMs: 0,
    version: '0.0.0-test',
    port: 0,
    readOnly: false,
    folder: pageFolder(),
    cache,
    log,
    ...options,
  });
  closers.push(() => server.close());
  return { server, core, bugs };
}

/** An answer as it came. */
export interface Answered {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** How to ask. */
export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks through a real socket. The path goes out as it is: `fetch` would tidy it first. */
export async function ask(
  { port }: RunningServer,
  path: string,
  { method = 'GET', headers = {} }: Asking = {},
): Promise<Answered> {
  return await new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    asked.on('error', reject);
    asked.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
    });
    asked.end();
  });
}

/** Sends bytes and reads until the server closes the connection. */
export async function talk({ port }: RunningServer, text: string): Promise<string> {
  return await new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}
