import type { ReactElement } from 'react';
import type { LayoutName } from '../../../shared/domain/layout-name.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { ReviewButton } from './review-button.tsx';

/** Leads to the plan of deleting a pipeline; where nirs4all alone deletes it, why, and what does. */
export function PipelineReview({
  text,
  manifest,
  layout,
}: {
  readonly text: string;
  readonly manifest: string;
  readonly layout: LayoutName;
}): ReactElement {
  const alone = useWorkspace().info.words.library_alone;
  if (alone?.layout !== layout)
    return <ReviewButton text={text} selection={{ kind: 'pipelines', manifests: [manifest] }} />;
  return (
    <>
      <p className="dim">{alone.why}</p>
      <p>
        <code className="wrap">{alone.call}</code>
      </p>
    </>
  );
}
