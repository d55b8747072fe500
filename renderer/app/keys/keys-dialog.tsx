import { Dialog, DialogBody } from '@blueprintjs/core';
import type { ReactElement } from 'react';
import { VIEWS } from '../../state/route/views.ts';
import { useKeyNames, type KeyNames } from '../../state/use-key-names.ts';

interface Section {
  readonly title: string;
  /** Keys, then what they do. */
  readonly keys: readonly (readonly [string, string])[];
}

function sections({ withControl, alt, isDesktop }: KeyNames): readonly Section[] {
  return [
    {
      title: 'Everywhere',
      keys: [
        [withControl('K'), 'Search or run'],
        ['/', 'Filter'],
        [withControl('I'), 'Show or hide the inspector'],
        ['F6', 'Next part of the window'],
        ['Shift F6', 'Part before'],
        [`${alt} ←  ${alt} →`, 'Back, forward'],
        [withControl('Z'), 'Undo the last move, after asking'],
        ['Esc', 'Close, then clear selection and filter'],
        ['?', 'This list'],
        ...(isDesktop
          ? ([
              [`${withControl('1')} – ${withControl(String(VIEWS.length))}`, 'Views'],
              [withControl('O'), 'Open workspace'],
              ['F5', 'Scan again'],
            ] as const)
          : []),
      ],
    },
    {
      title: 'Lists and trees',
      keys: [
        ['↑ ↓ Home End PgUp PgDn', 'Move'],
        ['→ ←', 'Open, close'],
        ['*', 'Open all below'],
        ['Enter', 'Inspect'],
        ['Space', 'Select'],
        ['G', 'Show in graph'],
        ['Shift ↑ ↓', 'Select a range'],
        [withControl('A'), 'Select all that is listed'],
        [withControl('C'), 'Copy the id or path'],
        ['Delete', 'See what deleting it would do'],
        ['R', 'In the trash: put back'],
        ['a – z', 'Find by the first letters'],
        ['↑ at the first row', 'Heads: ← → choose, Enter sorts, Shift ← → widens'],
      ],
    },
    {
      title: 'Graph',
      keys: [
        ['← → ↑ ↓', 'Along the edges'],
        ['Home End PgUp PgDn', 'First, last, before, next'],
        ['Enter', 'Inspect'],
        ['Shift Enter', 'Ways to the selection'],
        ['U D', 'Upstream, downstream only'],
        ['1 2 3 0', 'Steps around, whole pipeline'],
        ['F', 'Open or close folds, else focus'],
        ['B', 'Bring in what is not in the picture'],
        ['+ −  Shift 1', 'Zoom, fit'],
        ['Shift ← → ↑ ↓', 'Move the picture'],
        [withControl('F'), 'Select by text'],
        ['Delete', 'See what deleting would do'],
      ],
    },
    {
      title: 'Treemap',
      keys: [
        ['Click, Enter', 'Zoom in'],
        ['Backspace', 'Zoom out'],
      ],
    },
  ];
}

/** The keys that Stemma knows. */
export function KeysDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const names = useKeyNames();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title="Keys" className="keys-dialog">
      <DialogBody useOverflowScrollContainer={false}>
        <div className="keys">
          {sections(names).map(({ title, keys }) => (
            <section key={title}>
              <h2>{title}</h2>
              <dl>
                {keys.map(([key, what]) => (
                  <div key={key}>
                    <dt>{what}</dt>
                    <dd>
                      <kbd>{key}</kbd>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        {!names.isDesktop && (
          <p className="dim pad">
            In a browser the keys for views, opening and scanning are the browser’s own;{' '}
            {names.withControl('K')} has all of them.
          </p>
        )}
      </DialogBody>
    </Dialog>
  );
}
