import type { ReactElement } from 'react';
import type { Selection } from '../state/route/selection.ts';
import { FileInspector } from './file-inspector.tsx';
import { PipelineInspector } from './pipeline-inspector.tsx';
import { RecordInspector } from './record-inspector.tsx';

/** All about what is selected. */
export function Inspector({ selection }: { readonly selection: Selection }): ReactElement {
  switch (selection.kind) {
    case 'record':
      return <RecordInspector record={selection.key} />;
    case 'pipeline':
      return <PipelineInspector manifest={selection.manifest} />;
    case 'file':
      return <FileInspector path={selection.path} />;
  }
}
