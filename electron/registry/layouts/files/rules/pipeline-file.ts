import type { Finding } from '../../../../../shared/api/workspace/findings.ts';
import { allTuples, type ReadableIndex } from '../../../index/database.ts';

/** Pipelines whose parameters stand in their `pipeline.json` alone, which can't be read. */
export function unreadPipelineFiles(index: ReadableIndex): Finding[] {
  const rows = allTuples<[string, string]>(
    index,
    'SELECT path, beside_problem FROM source WHERE beside_problem IS NOT NULL AND is_primary ORDER BY path',
  );
  return rows.map(([where, problem]) => ({
    kind: 'pipeline-file',
    where,
    message: `its manifest says no parameters, and its pipeline.json can't be read: ${problem}`,
    files: 1,
  }));
}
