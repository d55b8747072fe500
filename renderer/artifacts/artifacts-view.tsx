import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ArtifactRecord } from '../../shared/api/records.ts';
import { formatBytes } from '../../shared/text/format-number.ts';
import { useConnections } from '../connection/use-connections.ts';
import type { Column } from '../parts/grid/column.ts';
import { Grid } from '../parts/grid/grid.tsx';
import { usePages } from '../parts/grid/use-pages.ts';
import { RecordStateMark } from '../parts/state-mark.tsx';
import { TypeMark } from '../parts/type-mark.tsx';
import { ViewHead } from '../parts/view-head.tsx';
import { fieldText } from '../text/field-text.ts';
import { plural } from '../text/plural.ts';
import { usePlace } from '../route/use-place.ts';
import { isSelectedRecord } from '../route/selection.ts';
import { useScope } from '../shell/use-scope.ts';

const PAGE = 200;

const columns: readonly Column<ArtifactRecord>[] = [
  {
    id: 'type',
    head: '',
    label: 'Type',
    width: '12px',
    cell: (row) => <TypeMark type={fieldText(row, 'artifact_type')} />,
  },
  {
    id: 'class_name',
    head: 'Class',
    width: 'minmax(112px, 1fr)',
    cell: (row) => fieldText(row, 'class_name'),
  },
  {
    id: 'size',
    head: 'Size',
    width: '64px',
    isRight: true,
    cell: ({ stored_bytes }) => (stored_bytes === null ? '' : formatBytes(stored_bytes)),
  },
  {
    id: 'state',
    head: 'State',
    width: '82px',
    cell: ({ file_status }) => <RecordStateMark state={file_status} />,
  },
];

/** All records in a table. */
export function ArtifactsView(): ReactElement {
  const { coreClient, coreQueries } = useConnections();
  const { scope, isReady, text } = useScope();
  const { place, go } = usePlace();
  const filter = { ...scope, ...(text === '' ? {} : { text }) };
  const totals = useQuery(
    coreQueries.workspace.recordTotals.queryOptions({ input: filter, enabled: isReady }),
  ).data;
  const pages = usePages<ArtifactRecord>({
    size: PAGE,
    isReady,
    listKey: JSON.stringify(filter),
    question: (page) => {
      const input = { ...filter, offset: page * PAGE, limit: PAGE };
      return {
        key: coreQueries.workspace.records.queryKey({ input }),
        ask: async (signal) => (await coreClient.workspace.records(input, { signal })).records,
      };
    },
  });
  return (
    <>
      <ViewHead title="Artifacts" note={totals === undefined ? null : plural(totals.records, 'record')} />
      <Grid
        name="artifacts"
        label="Artifacts"
        columns={columns}
        count={totals?.records ?? 0}
        rowAt={pages.rowAt}
        onShown={pages.onShown}
        isCurrent={(row) => isSelectedRecord(place.selection, row)}
        onOpen={({ manifest, position }) =>
          go({ selection: { kind: 'record', place: { manifest, position } } })
        }
      />
    </>
  );
}
