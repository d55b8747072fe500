import { Menu, MenuItem } from '@blueprintjs/core';
import { CaretDownIcon } from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { GraceChoice } from '../../../shared/api/deletion/clean-lists.ts';
import { formatAge } from '../../../shared/text/duration.ts';
import { formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import { DropDown } from '../../kit/drop-down.tsx';
import { useFollowed } from '../../kit/problems/use-followed.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { useScope } from '../../state/workspace/use-scope.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Periods to choose from, in milliseconds; the one that holds is added where it is another. */
const PERIODS = [0, 10 * MINUTE, HOUR, 24 * HOUR, 7 * 24 * HOUR, 30 * 24 * HOUR];

/** How a grace period is called: `24 h`, or `none`. */
export function graceText(graceMs: number): string {
  return graceMs === 0 ? 'none' : formatAge(graceMs);
}

/** What a period would make of the files that nothing names. */
export function choiceText({ orphans, recent }: GraceChoice): string {
  return `${formatCount(orphans.files)} orphans, ${formatBytes(orphans.bytes)} · ${formatCount(recent.files)} recent`;
}

/** The grace period, to be changed where it stands: with what each choice would make of the files, before it is taken. */
export function GraceMenu({ text }: { readonly text?: string }): ReactElement {
  const { info } = useWorkspace();
  return (
    <DropDown side="end" content={<Periods />}>
      <button type="button" className="button quiet" aria-haspopup="menu">
        {text ?? `Grace period: ${graceText(info.graceMs)}`}
        <CaretDownIcon size={12} />
      </button>
    </DropDown>
  );
}

function Periods(): ReactElement {
  const { coreClient, coreQueries } = useConnections();
  const { scope, isReady } = useScope();
  const { info } = useWorkspace();
  const follow = useFollowed();
  const periods = [...new Set([...PERIODS, info.graceMs])].toSorted((one, other) => one - other);
  const choices = useQuery(
    coreQueries.clean.graceChoices.queryOptions({ input: { ...scope, periods }, enabled: isReady }),
  ).data;
  const setGrace = async (grace_ms: number): Promise<void> => {
    await coreClient.clean.setGrace({ workspace: info.id, grace_ms });
  };
  return (
    <div className="grace-menu">
      <Menu aria-label="Grace period" className="long-menu" role="listbox">
        {periods.map((period) => {
          const choice = choices?.find(({ grace_ms }) => grace_ms === period);
          return (
            <MenuItem
              key={period}
              roleStructure="listoption"
              selected={period === info.graceMs}
              text={period === 0 ? 'none: nothing runs here' : graceText(period)}
              label={choice === undefined ? '…' : choiceText(choice)}
              onClick={() => follow(setGrace(period))}
            />
          );
        })}
      </Menu>
      <p className="dim">
        Younger files stay: a running pipeline may still claim them. It holds for this workspace until Stemma
        is started again.
      </p>
    </div>
  );
}
