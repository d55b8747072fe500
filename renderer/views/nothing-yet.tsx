import type { ReactElement } from 'react';
import { EmptyView } from '../kit/view-head.tsx';
import { useWorkspace } from '../state/workspace/use-workspace.ts';

/** What stands in place of a view of a workspace that holds nothing of nirs4all, or a store alone, of which nothing is read. */
export function NothingYet({ title }: { readonly title: string }): ReactElement {
  const { info } = useWorkspace();
  return info.isRead ? (
    <EmptyView title={title}>
      <p>Run a pipeline with nirs4all in this workspace.</p>
    </EmptyView>
  ) : (
    <EmptyView title="A store, which is not read yet">
      <p>Stemma shows workspaces of {info.words.about}.</p>
    </EmptyView>
  );
}
