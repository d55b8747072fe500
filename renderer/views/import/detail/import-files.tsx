import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ImportFileStatus, ImportItem } from '../../../../shared/api/import/import-plan.ts';
import { escapeForTerminal } from '../../../../shared/text/escape-for-terminal.ts';
import { formatBytes, formatCount } from '../../../../shared/text/format-number.ts';
import { FileName } from '../../../kit/file-name.tsx';
import { StateMark, type MarkedState } from '../../../kit/state-mark.tsx';
import { useConnections } from '../../../state/connection/use-connections.ts';
import { useWorkspace } from '../../../state/workspace/use-workspace.ts';
import { plural } from '../../../text/plural.ts';
import { fileStatusText } from '../import-text.ts';

/** Files that are listed; more are counted. */
const MOST = 200;

function markOf(status: ImportFileStatus): MarkedState {
  switch (status) {
    case 'present':
      return 'same';
    case 'copy':
    case 'unsent':
      return 'new';
    case 'missing':
      return 'missing';
    case 'wrong-hash':
      return 'differs';
    case 'rejected':
      return 'broken';
  }
}

/** The files of a manifest: those that can't be had first, where each goes and how large it is. */
export function ImportFiles({
  plan,
  item: { row, folder_files: own },
}: {
  readonly plan: string;
  readonly item: ImportItem;
}): ReactElement | null {
  const { coreQueries } = useConnections();
  const { info } = useWorkspace();
  const { data } = useQuery(
    coreQueries.import.files.queryOptions({
      input: { workspace: info.id, plan, item: row.item, offset: 0, limit: MOST },
    }),
  );
  if (data === undefined || data.total + own.length === 0) return null;
  const { rows, total } = data;
  return (
    <details className="import-files" open={row.missing + row.wrong_hash + row.rejected > 0}>
      <summary>
        {plural(total, 'stored file')}, {plural(own.length, 'file')} of its folder
      </summary>
      <ul>
        {rows.map(({ path, status, size_bytes: size, reason }) => (
          <li key={path}>
            <StateMark state={markOf(status)} text={fileStatusText(status)} />
            <FileName path={path} />
            <span className="dim">
              {reason === null ? (size === null ? '' : formatBytes(size)) : escapeForTerminal(reason)}
            </span>
          </li>
        ))}
        {total > rows.length && <li className="dim">and {formatCount(total - rows.length)} more</li>}
        {own.map(({ path, size_bytes: size }) => (
          <li key={path}>
            <StateMark state="new" text="of its folder" />
            <FileName path={path} />
            <span className="dim">{formatBytes(size)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
