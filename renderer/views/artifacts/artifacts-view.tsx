import { useMemo, useState, type ReactElement } from 'react';
import type { RecordQuery } from '../../../shared/api/records/record-filter.ts';
import { formatBytes } from '../../../shared/text/format-number.ts';
import type { RecordKey } from '../../../shared/domain/record-key.ts';
import { DeletionQuestion } from '../../flows/deletion/deletion-question.tsx';
import { useConnections } from '../../state/connection/use-connections.ts';
import type { Checks } from '../../kit/grid/column.ts';
import { useDragOut } from '../../flows/export/use-drag-out.ts';
import { Grid } from '../../kit/grid/grid.tsx';
import { writeSorting } from '../../kit/grid/sorting-text.ts';
import { usePicks } from '../../kit/grid/use-picks.ts';
import { KnownValues } from './known-values.tsx';
import { NoMatch } from '../no-match.tsx';
import { ShowChoice } from '../show-choice.tsx';
import { EmptyView, ViewHead } from '../../kit/view-head.tsx';
import { failureText } from '../../kit/problems/failure-text.ts';
import { ProblemNote } from '../../kit/problems/problem-note.tsx';
import { useFollowSelection } from '../../state/route/use-follow-selection.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { inGraph } from '../../state/route/show-in-graph.ts';
import { isSelectedRecord } from '../../state/route/selection.ts';
import { useScope } from '../../state/workspace/use-scope.ts';
import { fieldText } from '../../text/field-text.ts';
import { recordClass } from '../../text/record-class.ts';
import { plural } from '../../text/plural.ts';
import { NothingYet } from '../nothing-yet.tsx';
import { checkedQuery } from './checked-records.ts';
import { ColumnMenu } from './column-menu.tsx';
import { readColumns, type ArtifactColumn } from './columns.tsx';
import { EXACT, exactConditions, readExact } from './exact-choice.ts';
import { facetConditions, FACETS, readFacets } from './facet-choice.ts';
import { FacetMenus } from './facet-menus.tsx';
import { FilterChips } from './filter-chips.tsx';
import { KeptMenu } from './kept-menu.tsx';
import { MoreFacets } from './more-facets.tsx';
import { SelectionFoot } from './selection-foot.tsx';
import { COLUMN_SORTS, nextSorting, readSorting } from './sorting.ts';
import {
  useArtifactRows,
  useArtifactTotals,
  type ArtifactQuestion,
  type ArtifactRow,
} from './use-artifact-rows.ts';

/** No facets, as the address says it. */
const NO_FACETS = Object.fromEntries([...FACETS, ...EXACT].map((facet) => [facet, null]));

function keyOf({ record }: ArtifactRow): RecordKey {
  return record.key;
}

function labelOf({ record }: ArtifactRow): string {
  return `Select ${recordClass(record)} ${fieldText(record, 'artifact_id')}`;
}

/** All records in a table: sorted, narrowed, checked, given away. */
export function ArtifactsView(): ReactElement {
  const { scope, isReady, text } = useScope();
  const { place } = usePlace();
  const { own, dataset } = place;
  const chosen = useMemo(() => readFacets(own), [own]);
  const filter = useMemo<RecordQuery>(
    () => ({
      ...(dataset === null ? {} : { dataset }),
      ...(text === '' ? {} : { text }),
      ...facetConditions(chosen),
      ...exactConditions(readExact(own)),
    }),
    [dataset, text, chosen, own],
  );
  const sorting = readSorting(own['sort']);
  const shown = useMemo(() => readColumns(own['cols']), [own]);
  const { workspace } = scope;
  const question = {
    workspace,
    filter,
    sort: COLUMN_SORTS[sorting.column] ?? 'created_at',
    descending: sorting.descending,
    isReady,
  };
  const { totals, failure } = useArtifactTotals(question);
  const total = totals?.records ?? 0;

  const listed = JSON.stringify(filter);
  const { coreClient } = useConnections();
  const { checked, count, checks, clear } = usePicks<ArtifactRow, RecordKey>({
    listKey: listed,
    orderKey: JSON.stringify([question.sort, question.descending]),
    total,
    itemOf: keyOf,
    keyOf: (key) => key,
    label: labelOf,
    ask: async (offset, limit) => {
      const { sort, descending } = question;
      const page = await coreClient.workspace.records({
        workspace,
        ...filter,
        sort,
        descending,
        offset,
        limit,
      });
      return page.records.map(({ key }) => key);
    },
  });
  // What deleting would free: asked of what is checked, or of one record, of what is listed.
  const [asking, setAsking] = useState<{
    readonly of: string;
    readonly asked: 'checked' | RecordKey | null;
  }>({ of: listed, asked: null });
  const asked = asking.of === listed ? asking.asked : null;
  const setAsked = (next: typeof asked): void => setAsking({ of: listed, asked: next });
  const isEmpty = totals?.records === 0;
  const isNarrowed = listed !== '{}';
  return (
    <>
      <ViewHead
        title="Artifacts"
        choice={<ShowChoice />}
        note={
          totals === undefined
            ? null
            : `${plural(total, 'record')}, ${formatBytes(totals.stored_bytes)} on disk`
        }
      >
        <FacetMenus chosen={chosen} filter={filter} />
        <MoreFacets filter={filter} />
        <KeptMenu />
        <ColumnMenu shown={shown} filter={filter} />
      </ViewHead>
      <FilterChips chosen={chosen} />
      {!isReady ? (
        <EmptyView title="Scanning">
          <p>Records are listed once the first scan is complete.</p>
        </EmptyView>
      ) : failure !== null ? (
        <div className="pad grow" role="alert">
          <ProblemNote problem={failureText(failure)} />
        </div>
      ) : isEmpty && isNarrowed ? (
        <NoMatch own={NO_FACETS}>
          <KnownValues filter={filter} />
        </NoMatch>
      ) : isEmpty ? (
        <NothingYet title="No artifacts yet" />
      ) : (
        <ArtifactGrid
          question={question}
          columns={shown}
          count={total}
          checks={checks}
          onDelete={(record) => setAsked(count > 0 ? 'checked' : record)}
        />
      )}
      {asked !== null && asked !== 'checked' ? (
        <DeletionQuestion
          key={asked}
          title="A record can’t go singly: its pipeline"
          selection={{ kind: 'pipelines-of-records', filter: { only: [asked] } }}
          onClose={() => setAsked(null)}
        />
      ) : (
        count > 0 && (
          <SelectionFoot
            workspace={workspace}
            count={count}
            query={checkedQuery(checked, filter)}
            order={{ sort: question.sort, descending: question.descending }}
            first={checked.isAll ? null : ([...checked.items.values()][0] ?? null)}
            isAsking={asked === 'checked'}
            onAsk={(isAsking) => setAsked(isAsking ? 'checked' : null)}
            onClear={clear}
          />
        )
      )}
    </>
  );
}

/** The table itself: rows that come while it is scrolled are drawn without the menus around it. */
function ArtifactGrid({
  question,
  columns,
  count,
  checks,
  onDelete,
}: {
  readonly question: ArtifactQuestion;
  readonly columns: readonly ArtifactColumn[];
  readonly count: number;
  readonly checks: Checks<ArtifactRow>;
  readonly onDelete: (record: RecordKey) => void;
}): ReactElement {
  const { place, go } = usePlace();
  const { rowAt, onShown } = useArtifactRows(question);
  const follow = useFollowSelection();
  const dragOut = useDragOut();
  const sorting = readSorting(place.own['sort']);
  return (
    <Grid
      name="artifacts"
      label="Artifacts"
      columns={columns}
      count={count}
      rowAt={rowAt}
      onShown={onShown}
      sorting={sorting}
      onSort={(column) => go({ own: { sort: writeSorting(nextSorting(sorting, column)) } }, 'replace')}
      checks={checks}
      isCurrent={({ record }) => isSelectedRecord(place.selection, record.key)}
      onOpen={(row) => go({ selection: { kind: 'record', key: keyOf(row) } })}
      onFollow={(row) => follow({ kind: 'record', key: keyOf(row) })}
      copyText={({ record }) => ({ text: fieldText(record, 'artifact_id'), what: 'the artifact id' })}
      findText={({ record }) => recordClass(record)}
      dragOut={(row) =>
        dragOut({
          selection: { kind: 'pipelines-of-records', filter: { only: [keyOf(row)] } },
          name: fieldText(row.record, 'pipeline_id') || 'pipeline',
        })
      }
      keys={{
        Delete: (row) => onDelete(keyOf(row)),
        g: (row) => go(inGraph({ kind: 'record', key: keyOf(row) })),
      }}
    />
  );
}
