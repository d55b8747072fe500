import { useState } from 'react';
import type { PlanHead } from '../../../shared/api/deletion/clean-plan.ts';
import { csvLine } from '../../text/csv.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { saveFile } from '../../kit/save-file.ts';
import { showToast } from '../../kit/toast.ts';
import { useFollowed } from '../../kit/problems/use-followed.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { plural } from '../../text/plural.ts';

/** Rows of a question. */
const PAGE = 1000;

/** Saves the files that a plan moves as a CSV file. */
export function usePlanList(plan: PlanHead): { readonly save: () => void; readonly saving: boolean } {
  const { coreClient } = useConnections();
  const { workspace } = usePlace();
  const follow = useFollowed();
  const [saving, setSaving] = useState(false);
  const collect = async (): Promise<void> => {
    const lines = [csvLine(['path', 'size_bytes', 'mtime', 'reason'])];
    for (let offset = 0; offset < plan.moves.files; offset += PAGE) {
      const page = await coreClient.clean.planEntries({
        workspace,
        plan: plan.id,
        tab: 'moves',
        offset,
        limit: PAGE,
      });
      if (page.tab !== 'moves') return;
      lines.push(...page.rows.map((row) => csvLine([row.path, row.size_bytes, row.mtime, row.reason])));
    }
    saveFile('plan.csv', 'text/csv', lines);
    showToast(`${plural(lines.length - 1, 'file')} ready to save`);
  };
  return {
    saving,
    save: () => {
      setSaving(true);
      follow(collect().finally(() => setSaving(false)));
    },
  };
}
