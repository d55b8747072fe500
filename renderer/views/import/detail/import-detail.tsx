import { CrossIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { ImportItem } from '../../../../shared/api/import/import-plan.ts';
import { escapeForTerminal } from '../../../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../../../shared/text/format-number.ts';
import { IconButton } from '../../../kit/button.tsx';
import { StateMark } from '../../../kit/state-mark.tsx';
import { useConnections } from '../../../state/connection/use-connections.ts';
import { useWorkspace } from '../../../state/workspace/use-workspace.ts';
import { baseName } from '../../../text/base-name.ts';
import { plural } from '../../../text/plural.ts';
import { importNoteText, placeText } from '../import-text.ts';
import { BothSides } from './both-sides.tsx';
import { TakeChoice } from './take-choice.tsx';
import { ImportFiles } from './import-files.tsx';

/** What there is to say of a manifest, in a line. */
function titleOf({ row, here, is_rerun: isRerun }: ImportItem): string {
  const name = escapeForTerminal(baseName(row.source));
  const place = placeText(row);
  switch (row.status) {
    case 'same':
      return `${name} is here already, with the same uid and the same content`;
    case 'broken':
      return `${name} can’t be imported${place === null ? '' : `, ${place}`}: ${escapeForTerminal(row.reason ?? '')}`;
    case 'conflict':
      if (isRerun) return `${name}: another run of the same pipeline lies in its place`;
      return here === null
        ? `${name}: other files lie in its place`
        : `${name}: the same run, with other content`;
    case 'new':
      return isRerun ? `${name}: another run of a pipeline that is here` : name;
  }
}

/** One manifest of a plan: both sides of a conflict, the place where a broken one breaks, its files, and whether it is taken. */
export function ImportDetail({
  plan,
  item: place,
  onClose,
}: {
  readonly plan: string;
  readonly item: number;
  readonly onClose: () => void;
}): ReactElement {
  const { coreQueries } = useConnections();
  const { info } = useWorkspace();
  const { data: item } = useQuery(
    coreQueries.import.item.queryOptions({
      input: { workspace: info.id, plan, item: place },
      placeholderData: (before) => before,
    }),
  );
  if (item === undefined) return <section className="import-detail" aria-busy="true" />;
  const { row, here, brought, excerpt, unresolved, notes } = item;
  return (
    <section className="import-detail" aria-label="The manifest" data-pane tabIndex={-1}>
      <header>
        <StateMark state={row.status} text={null} />
        <h2 className="wrap">{titleOf(item)}</h2>
        <span className="grow" />
        <IconButton label="Close the details" icon={<CrossIcon size={14} />} onClick={onClose} />
      </header>
      {excerpt !== null && (
        <pre className="mono import-excerpt" aria-label="The lines around it" tabIndex={0}>
          {excerpt.text.split('\n').map((line, at) => {
            const number = excerpt.first_line + at;
            return (
              <span key={number} className={number === row.line ? 'at' : undefined}>
                {`${String(number).padStart(5)}  ${escapeForTerminal(line)}\n`}
              </span>
            );
          })}
        </pre>
      )}
      {brought !== null && row.status !== 'same' && <BothSides brought={brought} here={here} />}
      <TakeChoice item={item} />
      {(notes.length > 0 || unresolved.length > 0) && (
        <ul className="import-notes">
          {notes.map((note) => (
            <li key={note}>{importNoteText(note, item.missing_folds)}</li>
          ))}
          {unresolved.length > 0 && (
            <li>
              Needs {plural(unresolved.length, 'artifact')} that no manifest has, neither here nor there:{' '}
              <span className="mono wrap">
                {unresolved
                  .slice(0, 5)
                  .map((id) => escapeForTerminal(id))
                  .join(', ')}
              </span>
              {unresolved.length > 5 && ` and ${formatCount(unresolved.length - 5)} more`}
            </li>
          )}
        </ul>
      )}
      {row.status !== 'broken' && row.status !== 'same' && <ImportFiles plan={plan} item={item} />}
    </section>
  );
}
