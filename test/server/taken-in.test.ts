import { expect, it } from 'vitest';
import { hostClient } from '../../shared/api/client.ts';
import { failureOf } from '../../shared/api/failure.ts';
import { copyFixture } from '../support/fixtures.ts';
import { connectOverWebSocket } from '../support/websocket-channel.ts';
import { serve } from './served.ts';

it('a workspace that was taken in while pages are connected can be opened by them, and none before', async () => {
  const { server, core } = await serve();
  const client = hostClient(await connectOverWebSocket(server, 'host'));
  const opened = await core.open({ path: copyFixture('corn'), graceMs: 0 });
  if (!opened.ok) throw new Error(opened.error.message);
  const { id } = opened.value;
  expect(failureOf(await client.workspaces.open({ id }).catch((error: unknown) => error))).toMatchObject({
    code: 'UNKNOWN',
  });
  server.takeIn(opened.value);
  server.takeIn(opened.value);
  expect(await client.workspaces.open({ id })).toEqual({ id });
  expect(await client.workspaces.list()).toMatchObject([{ id, name: 'workspace', state: 'there' }]);
});
