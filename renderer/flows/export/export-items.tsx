import { MenuItem } from '@blueprintjs/core';
import type { ReactElement } from 'react';
import type { ExportFormat } from '../../../shared/api/export/export-procedures.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { useExport, type Exported } from './use-export.ts';

/** In which forms pipelines can be taken out. */
const EXPORT_FORMS: readonly { readonly format: ExportFormat; readonly text: string }[] = [
  { format: 'zip', text: 'With files, as .zip…' },
  { format: 'yaml', text: 'Artifacts as YAML…' },
  { format: 'json', text: 'Artifacts as JSON…' },
];

/** The items of a menu that take pipelines out; a `lead` says which, where the menu holds other things too. */
export function ExportItems({
  what,
  lead,
}: {
  readonly what: Exported;
  readonly lead?: string;
}): ReactElement {
  const { start, work } = useExport();
  const { info } = useWorkspace();
  const refusal = work === null ? (info.words.closed?.exports ?? null) : 'Something is being exported';
  return (
    <>
      {EXPORT_FORMS.map(({ format, text }) => (
        <MenuItem
          key={format}
          text={lead === undefined ? text : `${lead}: ${text}`}
          {...(refusal === null ? {} : { disabled: true, title: refusal })}
          onClick={() => start(what, format)}
        />
      ))}
    </>
  );
}

/** The same, for a menu that holds other things too; `lead` says what is taken out. */
export function useExportForms(): (
  what: Exported,
  lead: string,
) => readonly { readonly text: string; readonly run: () => void }[] {
  const { start } = useExport();
  return (what, lead) =>
    EXPORT_FORMS.map(({ format, text }) => ({ text: `${lead}: ${text}`, run: () => start(what, format) }));
}
