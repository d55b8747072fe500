import type { ReactElement } from 'react';
import { asStart } from '../../shared/text/unreadable-words.ts';
import { EmptyView } from '../kit/view-head.tsx';
import { useClosedDatabase } from '../state/workspace/use-closed-database.ts';
import { useWorkspace } from '../state/workspace/use-workspace.ts';
import { databaseReasons, unreadableTitle } from '../text/unreadable-text.ts';

/**
 * What stands in place of a view of a workspace that holds nothing of nirs4all, or a store alone, of which nothing is read, or whose database
 * can't be.
 */
export function NothingYet({ title }: { readonly title: string }): ReactElement {
  const { info } = useWorkspace();
  const closed = useClosedDatabase();
  if (closed !== null) {
    return (
      <EmptyView title={asStart(unreadableTitle([closed]))}>
        <p>{databaseReasons([closed])}</p>
      </EmptyView>
    );
  }
  return info.isRead ? (
    <EmptyView title={title}>
      <p>Run a pipeline with nirs4all in this workspace.</p>
    </EmptyView>
  ) : (
    <EmptyView title="A store that Stemma does not read">
      <p>Stemma shows workspaces of {info.words.about}.</p>
    </EmptyView>
  );
}
