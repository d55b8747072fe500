import type { ReactElement } from 'react';
import type { ImportItem } from '../../../../shared/api/import/import-plan.ts';
import { escapeForTerminal } from '../../../../shared/text/escape-for-terminal.ts';
import { useImports } from '../../../flows/import/use-imports.ts';
import { plural } from '../../../text/plural.ts';

/** The name of a pipeline's folder, of its manifest's path. */
function folderOf(target: string | null): string {
  return escapeForTerminal(target?.split('/').at(-2) ?? '');
}

/** What taking a manifest means. */
function takeText({ row }: ImportItem): string {
  const gone = row.missing + row.wrong_hash + row.rejected;
  const without = gone === 0 ? '' : `, without ${plural(gone, 'file')}`;
  return row.status === 'conflict'
    ? `Import beside it, as ${folderOf(row.target)}${without}`
    : `Import it as ${folderOf(row.target)}${without}`;
}

/** Whether a manifest is taken, in words. */
export function TakeChoice({ item }: { readonly item: ImportItem }): ReactElement | null {
  const { take } = useImports();
  const { row } = item;
  if (!row.can_take) return null;
  const choice = (taken: boolean, text: string): ReactElement => (
    <label>
      <input
        type="radio"
        name="import-take"
        checked={row.taken === taken}
        onChange={() => take([row.item], taken)}
      />
      {text}
    </label>
  );
  return (
    <fieldset className="import-take">
      <legend className="sr">What becomes of it</legend>
      {choice(false, 'Leave it out')}
      {choice(true, takeText(item))}
      <span className="dim">Nothing here is ever overwritten.</span>
    </fieldset>
  );
}
