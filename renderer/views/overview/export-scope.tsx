import type { ReactElement } from 'react';
import { ExportButton } from '../../flows/export/export-button.tsx';

/** Takes out all pipelines, or those of a dataset. */
export function ExportScope({ dataset }: { readonly dataset: string | null }): ReactElement {
  return (
    <ExportButton
      text={dataset === null ? 'Export all…' : 'Export dataset…'}
      what={{
        selection: { kind: 'pipelines-matching', filter: dataset === null ? {} : { dataset } },
        name: dataset ?? 'pipelines',
      }}
    />
  );
}
