import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { coreClient } from '../../shared/api/client.ts';
import { copyFixture } from '../support/fixtures.ts';
import { followed } from './followed.ts';
import { openIn, transports } from './hosts.ts';
import { runScan } from './run-scan.ts';

const [{ serve }] = transports as [(typeof transports)[number]];
const ORPHANS = { kind: 'orphans' } as const;

it('work that a page named goes on while the page is loaded anew, which then follows it to its result', async () => {
  const core = await serve();
  const page = coreClient(await core.connect());
  const path = copyFixture('orphans');
  for (let count = 0; count < 2000; count += 1) {
    const digits = count.toString(16).padStart(12, '0');
    writeFileSync(join(path, `binaries/wheat/model_Ridge_${digits}.joblib`), digits);
  }
  const workspace = await openIn(core.host, path);
  await runScan(page, workspace);
  const plan = await page.clean.plan({ workspace, selection: ORPHANS });
  const controller = new AbortController();
  const events = await page.clean.apply(
    { workspace, plan: plan.id, work_id: 'mine' },
    { signal: controller.signal },
  );
  for (let step = await events.next(); step.done !== true; step = await events.next()) {
    if (step.value.phase === 'move') break;
  }
  // As the end of its connection does.
  controller.abort();
  const again = coreClient(await core.connect());
  const { result } = await followed(again.clean.follow({ workspace, work_id: 'mine' }));
  expect(result).toMatchObject({ work: 'moving', cancelled: false, done: plan.moves });
  // Its result is told again, and can be undone.
  const told = await followed(again.clean.follow({ workspace, work_id: 'mine' }));
  expect(told.result).toEqual(result);
  const { result: undone } = await followed(
    again.trash.restore({ workspace, trash: result?.trash_id ?? '' }),
  );
  expect(undone.done).toEqual(plan.moves);
  const another = await followed(again.clean.follow({ workspace, work_id: 'another' }));
  expect(another.result).toBeNull();
  await core.close();
  expect(core.bugs).toEqual([]);
});
