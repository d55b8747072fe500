import { describe, expect, it } from 'vitest';
import { appliedResult } from '../../electron/worker/jobs/work-result.ts';
import { makePlan, type PlanRequest } from '../../electron/registry/clean/make-plan.ts';
import { NO_CONSENT } from '../../electron/registry/change/plan.ts';
import { listPipelines } from '../../electron/registry/ask/pipelines/pipelines.ts';
import { beginPlanning } from '../../electron/registry/clean/planning.ts';
import { makeSite } from '../../electron/registry/change/site.ts';
import { DEFAULT_GRACE_MS } from '../../electron/registry/state/context.ts';
import { nodeFileSystem, type FileSystem } from '../../electron/registry/files/file-system.ts';
import type { Workspace } from '../../electron/registry/workspace.ts';
import { AGREED, apply, cleaningOf, empty, planned, sure, trashOf } from '../clean/support.ts';
import { bent } from '../support/bent-file-system.ts';
import { copyFixture, FIXTURES } from '../support/fixtures.ts';
import { expectAlways, often } from '../support/property.ts';
import { ofRandomWorkspaces } from '../support/random-workspace.ts';
import { scanAll, scanned } from '../support/scanning.ts';
import { fresh } from '../support/view-context.ts';
import type { Asked } from './saying.ts';
import { disagreements, PLACES } from './sayings.ts';

/**
 * @param graceMs with one, files that were just written are recent, and pipelines without a trace may be running
 * @param fs what the workspace was scanned with: a plan has to see the same
 */
function asking(workspace: Workspace, graceMs: number = 0, fs: FileSystem = nodeFileSystem): Asked {
  const site = makeSite(workspace.realRoot, { fs: bent(fs) });
  const begun = beginPlanning(workspace, site, {
    graceMs,
    consent: { ...NO_CONSENT, whileRunning: true },
  });
  return {
    context: { ...fresh(workspace.index), graceMs },
    plan: (request) => {
      const plan = begun.ok ? makePlan(begun.value, request) : begun;
      return plan.ok ? plan.value : null;
    },
  };
}

describe.each(FIXTURES)('in %s', (name) => {
  it('no two places of the product say different numbers of the same thing', () => {
    const workspace = scanned(copyFixture(name));
    const { lines, compared } = disagreements(asking(workspace));
    expect(lines).toEqual([]);
    expect(compared).toBeGreaterThan(100);
    workspace.close();
  });
});

describe.each(FIXTURES)('cleaning up %s', (name) => {
  const requests = (workspace: Workspace): PlanRequest[] => {
    const [first, second] = listPipelines(fresh(workspace.index)).map(({ manifest }) => manifest);
    return [
      { kind: 'orphans' },
      ...(first === undefined ? [] : [{ kind: 'pipeline', manifest: first } as const]),
      ...(second === undefined ? [] : [{ kind: 'pipelines', manifests: [second] } as const]),
    ];
  };

  it('comes to what its plan said: the result, the trash, what emptying frees', () => {
    const here = cleaningOf(copyFixture(name));
    scanAll(here.workspace);
    for (const request of requests(here.workspace)) {
      const plan = sure(planned(here, request));
      const applied = sure(apply(here, plan, AGREED));
      const { done } = appliedResult(applied, here.workspace.index);
      expect(done).toEqual({ files: plan.entries.length, bytes: plan.bytes });
      if (applied.trash_id === null) continue;
      const batch = trashOf(here).find(({ trash_id: id }) => id === applied.trash_id);
      expect(batch).toMatchObject({ ...done, frees_bytes: plan.frees });
    }
    const batches = trashOf(here);
    const frees = batches.reduce((sum, batch) => sum + batch.frees_bytes, 0);
    const emptied = sure(empty(here));
    expect(emptied.freed_bytes).toBe(frees);
    expect(emptied.removed).toHaveLength(batches.reduce((sum, { files }) => sum + files, 0));
    here.workspace.close();
  });
});

it('a place that says something else is found', () => {
  const workspace = scanned(copyFixture('orphans'));
  const planted = {
    name: 'another place',
    says: () => [['orphan files of all', { files: 0, bytes: 0 }] as const],
  };
  const { lines } = disagreements(asking(workspace), [...PLACES, planted]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^orphan files of all – .*another place: \{"files":0,"bytes":0\}/);
  workspace.close();
});

/** For the full counts, on a busy machine. */
const HOUR = 3_600_000;

it(
  'no two places say different numbers of the same thing in workspaces made at random',
  () => {
    expectAlways(
      ofRandomWorkspaces((workspace, fs) => {
        for (const graceMs of [0, DEFAULT_GRACE_MS]) {
          expect(disagreements(asking(workspace, graceMs, fs)).lines).toEqual([]);
        }
      }),
      often(30, 600),
    );
  },
  HOUR,
);
