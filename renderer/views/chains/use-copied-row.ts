import { useQueryClient } from '@tanstack/react-query';
import { failureOf, isLostCall } from '../../../shared/api/failure.ts';
import type { RecordKey } from '../../../shared/domain/record-key.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { copyToClipboard, type Copy } from '../../kit/copy-to-clipboard.ts';
import { showToast } from '../../kit/toast.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { fieldText } from '../../text/field-text.ts';
import type { ChainRow } from './chain-row.ts';

/** What is copied of a row at once; the id of a record is asked for first, and copied when it comes. */
export function useCopiedRow(): (row: ChainRow) => Copy | null {
  const { coreQueries } = useConnections();
  const queries = useQueryClient();
  const { workspace } = usePlace();
  const copyRecord = async (key: RecordKey): Promise<void> => {
    try {
      const { record } = await queries.fetchQuery(
        coreQueries.workspace.record.queryOptions({ input: { workspace, key } }),
      );
      const id = fieldText(record, 'artifact_id');
      if (id === '') showToast('No id is written for this record');
      else copyToClipboard(id, 'the artifact id');
    } catch (error) {
      if (failureOf(error) === null && !isLostCall(error)) throw error;
      showToast('This record is no longer there');
    }
  };
  return ({ kind, name, id, selection }) => {
    if (kind === 'pipeline' && id !== null) return { text: id, what: 'the pipeline id' };
    if (selection?.kind === 'pipeline') return { text: selection.manifest, what: 'the path' };
    if (selection?.kind !== 'record') return { text: name, what: 'the name' };
    void copyRecord(selection.key);
    return null;
  };
}
