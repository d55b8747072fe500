import { safe } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { coreClient, type CoreClient } from '../../shared/api/client.ts';
import type { WorkspaceStatus } from '../../shared/api/workspace/workspace.ts';
import { copyFixture, expectedFacts, FIXTURES } from '../support/fixtures.ts';
import { runScan as scan } from './run-scan.ts';
import { mainTransports, openIn, serveEach, type ServedCore } from './hosts.ts';

describe.each(mainTransports)('the contract over $name', ({ serve }) => {
  let core: ServedCore;
  let client: CoreClient;
  serveEach(serve, (served, connected) => {
    core = served;
    client = connected;
  });

  it.each(FIXTURES)('answers with the facts of %s', async (name) => {
    const workspace = await openIn(core.host, copyFixture(name));
    const { summary } = await scan(client, workspace);
    const expected = expectedFacts(name);
    expect(summary).toMatchObject({ changed: true, files: Object.keys(expected.files).length });
    const { totals } = await client.workspace.stats({ workspace });
    expect(totals.records).toBe(expected.records);
    expect(totals.stored_bytes).toBe(expected.bytes.stored);
    expect(totals.referenced_bytes).toBe(expected.bytes.referenced);
    const page = await client.workspace.pipelines({ workspace, limit: 1000 });
    expect(page.pipelines.map(({ manifest }) => manifest)).toEqual(
      expected.manifests.map(({ path }) => path).toSorted(),
    );
  });

  it('gives pages that follow each other', async () => {
    const workspace = await openIn(core.host, copyFixture('several-datasets'));
    await scan(client, workspace);
    const whole = await client.workspace.pipelines({ workspace, limit: 1000 });
    const paged = [];
    for (let after: string | null | undefined; after !== null;) {
      const page = await client.workspace.pipelines({
        workspace,
        limit: 2,
        ...(after === undefined ? {} : { after }),
      });
      expect(page.total).toBe(whole.pipelines.length);
      paged.push(...page.pipelines);
      after = page.next;
    }
    expect(paged).toEqual(whole.pipelines);
    const first = await client.workspace.records({
      workspace,
      sort: 'size_bytes',
      descending: true,
      limit: 3,
    });
    const next = await client.workspace.records({
      workspace,
      sort: 'size_bytes',
      descending: true,
      limit: 3,
      ...(first.next === null ? {} : { after: first.next }),
    });
    const both = await client.workspace.records({
      workspace,
      sort: 'size_bytes',
      descending: true,
      limit: 6,
    });
    expect([...first.records, ...next.records]).toEqual(both.records);
  });

  it('says what it can not do, in codes', async () => {
    const unknown = await safe(client.workspace.stats({ workspace: 'nobody' }));
    expect(unknown.error).toMatchObject({ code: 'NO_SUCH_WORKSPACE', data: { workspace: 'nobody' } });
    const workspace = await openIn(core.host, copyFixture('orphans'));
    const early = await safe(client.workspace.stats({ workspace }));
    expect(early.error).toMatchObject({ code: 'NOT_READY', defined: true });
    const wrong = await safe(client.workspace.records({ workspace, limit: 0 }));
    expect(wrong.error).toMatchObject({ code: 'BAD_REQUEST' });
    const folder = await core.host.open({ path: '/nowhere/at/all', graceMs: 0 });
    expect(folder).toMatchObject({ ok: false, error: { code: 'NO_SUCH_FOLDER' } });
  });

  it('tells everybody who watches of a scan that somebody asked for', async () => {
    const workspace = await openIn(core.host, copyFixture('corn'));
    const other = coreClient(await core.connect());
    const states: WorkspaceStatus[] = [];
    const controller = new AbortController();
    const watched = (async () => {
      const events = await other.workspace.watch({ workspace }, { signal: controller.signal });
      for await (const status of events) {
        states.push(status);
        if (status.isReady && status.scan === null) return;
      }
    })();
    await scan(client, workspace);
    await watched;
    controller.abort();
    expect(states[0]).toMatchObject({ isReady: false, revision: 0 });
    expect(states.at(-1)).toMatchObject({ isReady: true, revision: 1, scan: null, notices: [] });
    expect(states.at(-1)?.scannedAt).toBeGreaterThan(Date.now() - 60_000);
  });

  it('cancels a scan that nobody wants any more, and leaves no index', async () => {
    const workspace = await openIn(core.host, copyFixture('corn'));
    const controller = new AbortController();
    controller.abort();
    await expect(scan(client, workspace, controller.signal)).rejects.toThrow(/abort/i);
    const answer = await safe(client.workspace.stats({ workspace }));
    expect(answer.error).toMatchObject({ code: 'NOT_READY' });
    const { summary } = await scan(client, workspace);
    expect(summary).toMatchObject({ changed: true });
  });

  it('keeps a scan for who still wants it', async () => {
    const workspace = await openIn(core.host, copyFixture('several-datasets'));
    const other = coreClient(await core.connect());
    const controller = new AbortController();
    const [kept, given] = await Promise.all([
      scan(client, workspace),
      safe(
        (async () => {
          const events = await other.workspace.scan({ workspace }, { signal: controller.signal });
          await events.next();
          controller.abort();
          await events.next();
        })(),
      ),
    ]);
    expect(given.error === null || /abort/i.test(String(given.error))).toBe(true);
    expect(kept.summary).not.toBeNull();
  });

  it('opens a folder twice under one id', async () => {
    const path = copyFixture('orphans');
    const workspace = await openIn(core.host, path);
    await scan(client, workspace);
    const before = await client.workspace.stats({ workspace });
    expect(await openIn(core.host, path)).toBe(workspace);
    expect(await client.workspace.stats({ workspace })).toEqual(before);
    await scan(client, workspace);
    expect(await client.workspace.stats({ workspace })).toEqual(before);
  });

  it('knows a client that may only look', async () => {
    const workspace = await openIn(core.host, copyFixture('corn'));
    const reader = coreClient(await core.connect(true));
    expect(await client.workspace.info({ workspace })).toMatchObject({ id: workspace, readOnly: null });
    expect((await reader.workspace.info({ workspace })).readOnly).toMatch(/read-only/);
  });

  it('survives messages that nobody can decode', async () => {
    const workspace = await openIn(core.host, copyFixture('corn'));
    const hostile = await core.connect();
    for (const message of ['', '{', 'null', '[]', '{"i":1}', '\0\0', '{"i":{},"p":{"u":"/constructor"}}']) {
      hostile.send(message);
    }
    hostile.send(new Uint8Array([255, 0, 1, 2]));
    expect(await client.workspace.info({ workspace })).toMatchObject({ id: workspace });
  });
});
