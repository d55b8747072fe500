import { describe, expect, it, onTestFinished } from 'vitest';
import { findWorkspace } from '../../electron/registry/find-workspace.ts';
import { ServedWorkspace } from '../../electron/worker/core/served-workspace.ts';
import { clean, cleaningOf, restore, trashId } from '../clean/support.ts';
import { copyFixture } from '../support/fixtures.ts';

const MANIFEST = 'runs/wheat/0005_concat_a02bcb/manifest.yaml';

describe('an index that lives in memory', () => {
  it('is asked by a look at the trash, which knows what manifests need again', async () => {
    const root = copyFixture('orphans');
    const here = cleaningOf(root);
    const moved = clean(here, { kind: 'pipelines', manifests: [MANIFEST] });
    restore(here, trashId(moved), [MANIFEST]);
    here.workspace.close();
    const found = findWorkspace(root);
    if (!found.ok) throw new Error(found.error.message);
    const served = new ServedWorkspace(found.value, 0, null);
    onTestFinished(() => served.close());
    await served.scan().outcome;
    const known = await served.trash.state();
    expect(known.batches.map(({ wanted }) => wanted > 0)).toEqual([true]);
    served.trash.forget();
    expect(await served.trash.state()).toEqual(known);
  });
});
