import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask, askInVain, stemma } from '../cli/support.ts';
import { withTrash } from './cli-support.ts';
import { FORGED, forgedBatch } from './forged.ts';
import { snapshot } from './support.ts';

describe('a damaged batch, on the command line', () => {
  it('is listed with why, refused with exit code 3, and left alone where the others are emptied', async () => {
    const { workspace, id } = await withTrash();
    symlinkSync('../../..', join(forgedBatch(workspace, 'moving', null, { withFiles: false }), 'files'));
    const before = snapshot(workspace);
    expect(await ask(workspace, 'trash', 'list')).toMatchObject([
      { trash_id: FORGED, state: 'damaged', problem: 'files is a link, or no folder', files: 0 },
      { trash_id: id, state: 'complete', problem: null },
    ]);
    const text = await stemma(['trash', 'list', '-w', workspace]);
    expect(text.out).toContain(`${FORGED} is left alone, because files is a link, or no folder.`);
    for (const command of ['restore', 'resume', 'empty']) {
      expect(await askInVain(['trash', command, FORGED, '--apply', '-w', workspace])).toMatchObject({
        code: 3,
        error: { code: 'DAMAGED_BATCH', trash_ids: [FORGED] },
      });
    }
    const emptied = await ask<{ result: { removed: unknown[] } }>(workspace, 'trash', 'empty', '--apply');
    expect(emptied).toMatchObject({ result: { damaged: [{ trash_id: FORGED }] } });
    expect(emptied.result.removed).toHaveLength(26);
    expect(snapshot(workspace)).toEqual(before);
  });
});
