import { CrossIcon, RefreshIcon } from '@blueprintjs/icons';
import { useState, type ReactElement } from 'react';
import type { ImportProgress, ImportRow } from '../../../shared/api/import/import-plan.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { useImports } from '../../flows/import/use-imports.ts';
import { Button, IconButton } from '../../kit/button.tsx';
import type { Checks } from '../../kit/grid/column.ts';
import { Grid } from '../../kit/grid/grid.tsx';
import { EmptyView, ViewHead } from '../../kit/view-head.tsx';
import { workText } from '../../text/work-text.ts';
import { progressText } from '../../flows/deletion/progress-text.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { BundleList } from './bundle-list.tsx';
import { importColumns } from './columns.tsx';
import { DatasetBox } from './dataset-box.tsx';
import { ImportDetail } from './detail/import-detail.tsx';
import { ImportFacts } from './import-facts.tsx';
import { ImportFoot } from './import-foot.tsx';
import { ImportNotices } from './import-notices.tsx';
import { ImportStart } from './import-start.tsx';
import { LeftList } from './left-list.tsx';
import { allOf } from './import-text.ts';
import { useImportRows } from './import-rows.ts';

function refusalOf({ status, can_take: canTake }: ImportRow): string | null {
  if (canTake) return null;
  return status === 'same' ? 'It is here already' : 'It can’t be read';
}

function soFarOf(planning: ImportProgress | null): 'all' | 'looked-at' | 'last-scan' {
  if (planning === null) return 'all';
  return planning.rows.some(({ provisional }) => provisional) ? 'last-scan' : 'looked-at';
}

/** What is to be brought in, before anything changes: of each manifest what would become of it. */
export function ImportView(): ReactElement {
  const imports = useImports();
  const { current, planning, take, again, close } = imports;
  const { info } = useWorkspace();
  const [picked, setPicked] = useState<{ readonly plan: string; readonly item: number } | null>(null);
  const head = current?.result === null && !current.planning ? current.head : null;
  const counts = planning?.counts ?? head?.counts ?? null;
  const rows = useImportRows(head?.plan ?? null, head === null ? 0 : allOf(head.counts), planning);
  const isLooking = planning !== null || current?.planning === true;
  const isEmpty = !isLooking && head === null;
  const shown = head !== null && picked?.plan === head.plan && planning === null ? picked.item : null;

  const checks: Checks<ImportRow> = {
    isChecked: ({ taken }) => taken,
    share:
      head === null || head.chosen.manifests === 0
        ? 'none'
        : head.chosen.manifests >= head.counts.new + head.counts.conflict
          ? 'all'
          : 'some',
    label: ({ source }) => `Import ${source}`,
    refusal: (row) => (head === null ? 'It is still being looked at' : refusalOf(row)),
    toggle: (_index, { item, taken }) => take([item], !taken),
    toggleAll: () => take(null, head?.chosen.manifests === 0),
    allRefusal: head === null ? 'It is still being looked at' : null,
  };
  return (
    <>
      <ViewHead
        title="Import"
        note={
          head === null
            ? null
            : `from ${escapeForTerminal(head.name)}, looked at in ${(head.took_ms / 1000).toFixed(1)} s`
        }
      >
        {head !== null && <Button text="Look again" icon={<RefreshIcon size={14} />} quiet onClick={again} />}
        {!isEmpty && (
          <IconButton
            label={isLooking ? 'Stop looking at it' : 'Close the preview'}
            icon={<CrossIcon size={14} />}
            onClick={close}
          />
        )}
      </ViewHead>
      <ImportNotices />
      {counts !== null && (
        <ImportFacts counts={counts} head={planning === null ? head : null} soFar={soFarOf(planning)} />
      )}
      {head !== null && planning === null && <DatasetBox key={head.plan} head={head} />}
      {isEmpty ? (
        <ImportStart />
      ) : isLooking && rows.count === 0 ? (
        <EmptyView title={workText('plan-import')}>
          <p role="status">{progressText(planning)}</p>
        </EmptyView>
      ) : rows.count === 0 ? (
        <EmptyView title="There is no manifest in it">
          <p>Nothing in what was named is a manifest of {info.words.about}.</p>
          {head !== null && head.left_count > 0 && <LeftList head={head} isOpen />}
        </EmptyView>
      ) : (
        <Grid
          name="import"
          label="What would be imported"
          columns={importColumns}
          count={rows.count}
          rowAt={rows.rowAt}
          onShown={rows.onShown}
          checks={checks}
          isCurrent={({ item }) => item === shown}
          onOpen={({ item }) => {
            if (head !== null) setPicked({ plan: head.plan, item });
          }}
          copyText={({ source }) => source}
          findText={({ source }) => source}
        />
      )}
      {head !== null && head.bundles.length > 0 && <BundleList head={head} />}
      {head !== null && rows.count > 0 && head.left_count > 0 && <LeftList head={head} isOpen={false} />}
      {head !== null && shown !== null && (
        <ImportDetail plan={head.plan} item={shown} onClose={() => setPicked(null)} />
      )}
      {head !== null && rows.count + head.bundles.length > 0 && <ImportFoot head={head} />}
    </>
  );
}
