import { Menu, MenuItem } from '@blueprintjs/core';
import { CaretDownIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import type { FilePage } from '../../../shared/api/records/file-list.ts';
import { FILE_STATES } from '../../../shared/domain/states.ts';
import { formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import { DropDown } from '../../kit/drop-down.tsx';
import { usePlace } from '../../state/route/use-place.ts';
import { readFileStates } from './file-choice.ts';

/** Narrows the files to some states, with how many each leaves. */
export function StateMenu({ states }: { readonly states: FilePage['states'] | undefined }): ReactElement {
  const { place, go } = usePlace();
  const chosen = readFileStates(place.own);
  return (
    <DropDown
      side="end"
      content={
        <Menu aria-label="State" className="long-menu" role="listbox">
          {FILE_STATES.map((state) => {
            const totals = states?.[state];
            const next = chosen.includes(state) ? chosen.filter((one) => one !== state) : [...chosen, state];
            return (
              <MenuItem
                key={state}
                roleStructure="listoption"
                selected={chosen.includes(state)}
                text={state === 'referenced' ? 'in use' : state}
                label={
                  totals === undefined ? '…' : `${formatCount(totals.files)} · ${formatBytes(totals.bytes)}`
                }
                shouldDismissPopover={false}
                onClick={() => go({ own: { fstate: next.join(',') || null } }, 'replace')}
              />
            );
          })}
        </Menu>
      }
    >
      <button
        type="button"
        className={chosen.length > 0 ? 'button quiet on' : 'button quiet'}
        aria-haspopup="menu"
      >
        State
        {chosen.length > 0 && ` · ${chosen.length}`}
        <CaretDownIcon size={12} />
      </button>
    </DropDown>
  );
}
