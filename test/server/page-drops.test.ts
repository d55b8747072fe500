import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { coreClient, hostClient } from '../../shared/api/client.ts';
import { SECRET_HEADER } from '../../shared/api/sockets.ts';
import type { ImportHead } from '../../shared/api/import/import-plan.ts';
import { PageDrops, type PageDropsOptions } from '../../renderer/state/drops/page-drops.ts';
import type { PartAnswer, SendProgress } from '../../renderer/state/drops/send-files.ts';
import { followed } from '../contract/followed.ts';
import { runScan } from '../contract/run-scan.ts';
import { filesBelow } from '../support/files-below.ts';
import { copyFixture, fixtureWorkspace } from '../support/fixtures.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { connectOverWebSocket } from '../support/websocket-channel.ts';
import { serve } from './served.ts';

/** All files of a folder, as an input for folders gives them. */
function picked(folder: string, name: string): File[] {
  return filesBelow(folder).map((below) => {
    const path = join(folder, below);
    const file = new File([readFileSync(path)], basename(path), { lastModified: statSync(path).mtimeMs });
    return Object.assign(file, { webkitRelativePath: `${name}/${below}` });
  });
}

/** A page of a server on a workspace, with all that it sent. */
async function pageOn(
  workspace: string,
  bend: (answer: Promise<PartAnswer>) => Promise<PartAnswer> = (same) => same,
) {
  const cache = temporaryFolder();
  const { server, core } = await serve({ cache });
  const opened = await core.open({ path: workspace, graceMs: 0 });
  if (!opened.ok) return expect.fail(opened.error.message);
  server.takeIn(opened.value);
  const { port, token } = server;
  const host = hostClient(await connectOverWebSocket(server, 'host'));
  const client = coreClient(await connectOverWebSocket(server, 'core'));
  const sent: number[] = [];
  const put: PageDropsOptions['put'] = async ({ drop, number, from, bytes }) => {
    sent.push(number);
    const answered = async (): Promise<PartAnswer> => {
      const response = await fetch(`http://127.0.0.1:${port}/api/drops/${drop}/${number}?from=${from}`, {
        method: 'PUT',
        headers: { [SECRET_HEADER]: token, origin: `http://127.0.0.1:${port}` },
        body: await bytes.arrayBuffer(),
      });
      const { received } = (await response.json()) as { received: number };
      return { kind: 'received', received };
    };
    return await bend(answered());
  };
  const connection = {
    state: () => ({ phase: 'open' as const, generation: 1, reason: null }),
    subscribe: () => () => true,
  };
  const drops = new PageDrops({ host, connection, put, wait: async () => undefined });
  const id = opened.value.id;
  await runScan(client, id);
  /** What would be imported of a drop. */
  async function plan(drop: string): Promise<ImportHead> {
    const source = await host.imports.open({ source: { kind: 'drop', drop } });
    const { result } = await followed(client.import.plan({ workspace: id, source: source.id }));
    return result;
  }
  return { drops, host, client, plan, sent, id, cache };
}

const following = () => {
  const progress: SendProgress[] = [];
  return {
    signal: new AbortController().signal,
    onProgress: (told: SendProgress) => void progress.push(told),
    progress,
  };
};

describe('a workspace that is dropped onto a page', () => {
  it('sends manifests alone for a preview, then only the files that are not here, and is imported', async () => {
    const target = copyFixture('orphans');
    const corn = fixtureWorkspace('corn');
    // One of its files is here already.
    const known = readdirSync(join(corn, 'binaries', 'corn')).find((name) => name.startsWith('model_')) ?? '';
    cpSync(join(corn, 'binaries', 'corn', known), join(target, 'binaries', 'corn', known), {
      recursive: true,
    });
    const { drops, host, client, plan, sent, id } = await pageOn(target);
    const files = picked(corn, 'corn-november');
    const begun = await drops.begin({ files, entries: [] }, following());
    if (!begun.ok) return expect.fail(begun.error.kind);
    const { drop } = begun.value;
    const names = (numbers: readonly number[]): string[] =>
      numbers.map((number) => files[number]?.name ?? '');
    expect([...new Set(names(sent))].toSorted()).toEqual(['manifest.yaml', 'pipeline.json']);
    expect(sent).toHaveLength(14);

    const head = await plan(drop);
    expect(head).toMatchObject({
      name: 'corn-november',
      counts: { new: 7, same: 0, conflict: 0, broken: 0 },
    });
    expect(head.chosen.missing).toBe(0);
    const { files: unsent } = await client.import.unsent({
      workspace: id,
      plan: head.plan,
      offset: 0,
      limit: 200,
    });
    expect(unsent.filter(({ path }) => path.endsWith(known))).toEqual([]);
    const before = sent.length;
    const told = following();
    expect(
      await drops.send(
        drop,
        unsent.map(({ path }) => path),
        told,
      ),
    ).toBeNull();
    expect(new Set(sent.slice(before)).size).toBe(unsent.length);
    expect(told.progress.at(-1)).toMatchObject({ files: unsent.length, total_files: unsent.length });

    const again = await plan(drop);
    expect(again.chosen.unsent.files).toBe(0);
    const { version } = again.chosen;
    await followed(client.import.apply({ workspace: id, plan: again.plan, version }));
    for (const path of [join('binaries', 'corn'), join('runs', 'corn')]) {
      for (const name of readdirSync(join(corn, path)).filter((each) => !each.endsWith('.csv')))
        expect(existsSync(join(target, path, name)), join(path, name)).toBe(true);
    }
    await host.imports.close({ id: drop });
  });

  it('is refused with a sentence where it holds nothing', async () => {
    const { drops } = await pageOn(copyFixture('orphans'));
    expect(await drops.begin({ files: [], entries: [] }, following())).toMatchObject({
      ok: false,
      error: { kind: 'nothing' },
    });
  });

  it('is forgotten where it is given up while files go up', async () => {
    const controller = new AbortController();
    const { drops, cache } = await pageOn(copyFixture('orphans'), async (answer) => {
      controller.abort();
      return await answer;
    });
    const files = picked(fixtureWorkspace('corn'), 'corn');
    const begun = await drops.begin(
      { files, entries: [] },
      { signal: controller.signal, onProgress: () => undefined },
    );
    expect(begun).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    const staged = (): string[] =>
      readdirSync(join(cache, 'drops'), { recursive: true })
        .map(String)
        .filter((path) => path.includes('drop-'));
    await expect.poll(staged).toEqual([]);
  });

  it('a host that was started again does not know it, and the page says so', async () => {
    const one = await pageOn(copyFixture('orphans'));
    const begun = await one.drops.begin(
      { files: picked(fixtureWorkspace('corn'), 'corn'), entries: [] },
      following(),
    );
    if (!begun.ok) return expect.fail(begun.error.kind);
    const other = await pageOn(copyFixture('orphans'));
    expect(await other.drops.send(begun.value.drop, ['corn/a'], following())).toEqual({ kind: 'gone' });
  });
});
