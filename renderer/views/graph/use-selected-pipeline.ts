import { useQuery } from '@tanstack/react-query';
import { asRecordKey } from '../../../shared/domain/record-key.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import type { Selection } from '../../state/route/selection.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';

/**
 * The manifest of the pipeline that something belongs to, of a file the first that uses it; null where there is none, or it is not known
 * yet.
 */
export function useSelectedPipeline(selection: Selection | null): string | null {
  const { coreQueries } = useConnections();
  const { workspace } = usePlace();
  const { isReady } = useWorkspace();
  const isRecord = selection?.kind === 'record';
  const isFile = selection?.kind === 'file';
  const record = useQuery(
    coreQueries.workspace.record.queryOptions({
      input: { workspace, key: isRecord ? selection.key : asRecordKey('') },
      enabled: isReady && isRecord,
      // While the next one is asked for, it is most often of the same pipeline.
      placeholderData: (before) => before,
    }),
  );
  const file = useQuery(
    coreQueries.workspace.file.queryOptions({
      input: { workspace, path: isFile ? selection.path : '' },
      enabled: isReady && isFile,
    }),
  );
  if (isRecord) return record.data?.record.manifest ?? null;
  if (isFile) return file.data?.records.records[0]?.manifest ?? null;
  return selection?.manifest ?? null;
}
