import type { ReactElement } from 'react';
import type { ImportItem } from '../../../../shared/api/import/import-plan.ts';
import { escapeForTerminal } from '../../../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../../../shared/text/format-number.ts';

type Brought = NonNullable<ImportItem['brought']>;
type Here = NonNullable<ImportItem['here']>;

/** The start of a time as a manifest writes it: to the minute, without a zone that it does not name. */
function dateText(created: string | null): string {
  return created === null ? 'not written' : escapeForTerminal(created.slice(0, 16).replace('T', ' '));
}

/** What a manifest says of itself, beside the one of this workspace that it meets. */
export function BothSides({
  brought,
  here,
}: {
  readonly brought: Brought;
  readonly here: Here | null;
}): ReactElement {
  const rows: readonly (readonly [string, string | null, string])[] = [
    ['Manifest', here === null ? null : escapeForTerminal(here.path), escapeForTerminal(brought.path)],
    [
      'uid',
      here === null ? null : escapeForTerminal(here.uid ?? 'none'),
      escapeForTerminal(brought.uid ?? 'none'),
    ],
    ['Created', here === null ? null : dateText(here.created), dateText(brought.created)],
    [
      'Records',
      here === null ? null : formatCount(here.records),
      here === null
        ? formatCount(brought.records)
        : `${formatCount(brought.records)}, of which ${formatCount(here.same_ids)} have the same id`,
    ],
  ];
  return (
    <table className="import-sides">
      <thead>
        <tr>
          <th scope="col">
            <span className="sr">What</span>
          </th>
          {here !== null && <th scope="col">In this workspace</th>}
          <th scope="col">In what is imported</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, left, right]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {left !== null && <td className={name === 'uid' ? 'mono' : undefined}>{left}</td>}
            <td className={name === 'uid' ? 'mono' : undefined}>{right}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
