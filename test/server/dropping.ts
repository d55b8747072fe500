import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect } from 'vitest';
import { hostClient, type HostClient } from '../../shared/api/client.ts';
import { SECRET_HEADER } from '../../shared/api/sockets.ts';
import { type DropLimits } from '../../electron/server/drops/drop-limits.ts';
import type { RunningServer } from '../../electron/server/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { connectOverWebSocket } from '../support/websocket-channel.ts';
import { serve, type Served } from './served.ts';

export const MTIME = Date.UTC(2025, 3, 1);

export interface Hosted extends Served {
  readonly client: HostClient;
  readonly cache: string;
}

/** A server with one page. */
export async function host(dropLimits: Partial<DropLimits> = {}): Promise<Hosted> {
  const cache = temporaryFolder();
  const served = await serve({ cache, dropLimits });
  return { ...served, client: hostClient(await connectOverWebSocket(served.server, 'host')), cache };
}

export interface Sent {
  readonly status: number;
  readonly body: string;
}

/** Sends a part of a file, as the page does. */
export async function put(
  { port, token }: RunningServer,
  path: string,
  bytes: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Promise<Sent> {
  const known = { origin: `http://127.0.0.1:${port}`, [SECRET_HEADER]: token };
  const options = { host: '127.0.0.1', port, path, method: 'PUT', headers: { ...known, ...headers } };
  return await new Promise((resolve, reject) => {
    const asked = request({ ...options, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(bytes);
  });
}

export const named = (path: string, size: number) => ({ path, size_bytes: size, mtime_ms: MTIME });

/** All that lies in the cache's folder of drops but who it belongs to. */
export function staged(cache: string): string[] {
  const root = join(cache, 'drops');
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'owner.json')
    .map(({ name }) => name);
}

/** The path under which the only file of that name lies. */
export function find(cache: string, name: string): string {
  const root = join(cache, 'drops');
  const found = readdirSync(root, { recursive: true }).map(String);
  return join(root, found.find((path) => path.endsWith(name)) ?? expect.fail(`${name} is not there`));
}
