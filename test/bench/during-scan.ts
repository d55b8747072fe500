/**
 * How long answers take while a scan re-reads a whole workspace: during-scan.ts [--records 100000]
 * The core runs in its thread, as in the desktop app; every manifest is touched first, so that the scan reads all of
 * them again. Beside it the same questions with nothing under way, and how long this process's own event loop, which in
 * the app is the main process, was held up.
 */
import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { CoreHost } from '../../electron/worker/threads/core-host.ts';
import { startCore } from '../../electron/worker/threads/start-core.ts';
import { coreClient, type CoreClient } from '../../shared/api/client.ts';
import { formatMilliseconds, median } from './report.ts';
import { benchWorkspace } from './workspaces.ts';

type Question = (client: CoreClient, workspace: string) => Promise<unknown>;

const QUESTIONS: Readonly<Record<string, Question>> = {
  'a page of 200 records': (client, workspace) => client.workspace.records({ workspace, limit: 200 }),
  'a page by class': (client, workspace) =>
    client.workspace.records({ workspace, limit: 200, sort: 'class_name' }),
  'a page of 200 pipelines': (client, workspace) => client.workspace.pipelines({ workspace, limit: 200 }),
  statistics: (client, workspace) => client.workspace.stats({ workspace }),
};

/** Asks all questions by turns until told to stop; returns the times of each in milliseconds. */
async function ask(
  client: CoreClient,
  workspace: string,
  isOver: () => boolean,
): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>(Object.keys(QUESTIONS).map((name) => [name, []]));
  while (!isOver()) {
    for (const [name, question] of Object.entries(QUESTIONS)) {
      const start = performance.now();
      await question(client, workspace);
      times.get(name)?.push(performance.now() - start);
      // As a window would, that draws between two questions.
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  return times;
}

async function scan(client: CoreClient, workspace: string): Promise<number> {
  const start = performance.now();
  const events = await client.workspace.scan({ workspace });
  while ((await events.next()).done !== true);
  return performance.now() - start;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { records: { type: 'string', default: '100000' } } });
  const { folder } = benchWorkspace({ records: Number(values.records) });
  const cache = mkdtempSync(join(tmpdir(), 'stemma-bench-'));
  const host = new CoreHost(
    () => startCore({ cache }),
    (what, error) => console.error(what, error),
  );
  const opened = await host.open({ path: folder, graceMs: 0 });
  if (!opened.ok) throw new Error(opened.error.message);
  const workspace = opened.value.id;
  const client = coreClient(host.connect({ readOnly: false }));
  console.log(`first scan              ${formatMilliseconds(await scan(client, workspace))}`);
  const { pipelines } = await client.workspace.pipelines({ workspace, limit: 1000 });
  console.log(`pipelines of a page     ${pipelines.length}`);

  let rounds = 0;
  const quiet = await ask(client, workspace, () => (rounds += 1) > 20);
  for (let after: string | null | undefined; after !== null;) {
    const page = await client.workspace.pipelines({
      workspace,
      limit: 1000,
      ...(after === undefined ? {} : { after }),
    });
    const now = new Date();
    for (const { manifest } of page.pipelines) utimesSync(join(folder, manifest), now, now);
    after = page.next;
  }
  const held = monitorEventLoopDelay({ resolution: 1 });
  held.enable();
  let isScanning = true;
  const scanning = scan(client, workspace).finally(() => (isScanning = false));
  const busy = await ask(client, workspace, () => !isScanning);
  console.log(`scan that reads it all  ${formatMilliseconds(await scanning)}`);
  held.disable();
  for (const [name, times] of busy) {
    const before = median(quiet.get(name) ?? []);
    const [middle, worst] = [median(times), Math.max(...times)];
    console.log(
      `${name.padEnd(24)}${formatMilliseconds(middle)} (${(middle / before).toFixed(1)} x quiet), worst of ${times.length}: ${formatMilliseconds(worst)}`,
    );
  }
  console.log(`this process held up    worst ${formatMilliseconds(held.max / 1e6)}`);
  await host.close();
  rmSync(cache, { recursive: true, force: true });
}

await main();
