import type { ReactElement } from 'react';
import { ResultNotice } from '../../flows/deletion/result-notice.tsx';
import { ExportNotice } from '../../flows/export/export-notice.tsx';

/** What became of the last work and of the last export. Both are long in words, and no first view has any. */
export function Results(): ReactElement {
  return (
    <>
      <ResultNotice />
      <ExportNotice />
    </>
  );
}
