import { describe, expect, it } from 'vitest';
import { coreClient } from '../../shared/api/client.ts';
import { copyFixture } from '../support/fixtures.ts';
import { openIn, transports } from './hosts.ts';
import { runScan } from './run-scan.ts';

describe('the grace period of a workspace', () => {
  const [{ serve }] = transports as [(typeof transports)[number]];
  const HOUR = 3_600_000;

  it('says what it would change before it changes, and then changes that, for all windows', async () => {
    const core = await serve();
    const client = coreClient(await core.connect());
    const workspace = await openIn(core.host, copyFixture('orphans'));
    await runScan(client, workspace);
    const other = coreClient(await core.connect());
    const revision = async (): Promise<number> => {
      for await (const status of await other.workspace.watch({ workspace })) return status.revision;
      return Number.NaN;
    };
    const before = await revision();
    const periods = [0, 24 * HOUR, 30 * 24 * HOUR];
    const choices = await client.clean.graceChoices({ workspace, periods });
    expect(choices.map(({ grace_ms }) => grace_ms)).toEqual(periods);
    expect(choices[0]?.recent.files).toBe(0);
    // A copy's inodes are new, whatever its files' times say.
    expect(choices[2]?.recent.files).toBe(choices[0]?.orphans.files);
    for (const choice of choices) {
      await client.clean.setGrace({ workspace, grace_ms: choice.grace_ms });
      expect((await other.workspace.info({ workspace })).graceMs).toBe(choice.grace_ms);
      const { orphans, recent, undecided } = await other.clean.kinds({ workspace });
      expect({ grace_ms: choice.grace_ms, orphans, recent, undecided }).toEqual(choice);
      const list = await other.clean.files({ workspace, states: ['recent'], limit: 1000 });
      expect(list.total).toEqual(choice.recent);
    }
    expect(await revision()).toBeGreaterThan(before);
    await core.close();
    expect(core.bugs).toEqual([]);
  });
});
