import { Menu, MenuDivider, MenuItem } from '@blueprintjs/core';
import { CaretDownIcon, TickIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import { DropDown } from '../../kit/drop-down.tsx';
import { plural } from '../../text/plural.ts';
import { MOST_HOPS, type Direction, type GraphChoices } from './graph-choices.ts';

/** How much is drawn. */
export interface WantedScope {
  /** Null for as many steps as there are. */
  readonly hops: number | null;
  readonly direction: Direction;
}

const FIXED = [
  { hops: 1, direction: 'both', text: '1 step around the selection', key: '1' },
  { hops: 2, direction: 'both', text: '2 steps', key: '2' },
  { hops: 3, direction: 'both', text: '3 steps', key: '3' },
  { hops: null, direction: 'needs', text: 'Upstream only', key: 'U' },
  { hops: null, direction: 'needed_by', text: 'Downstream only', key: 'D' },
] as const;

const WAYS: Readonly<Record<Direction, string>> = {
  needs: 'upstream',
  needed_by: 'downstream',
  both: 'around',
};

/** What is drawn, in words. */
export function scopeText({ neighbourhood, branch }: GraphChoices): string {
  if (neighbourhood !== null) {
    const { hops, direction } = neighbourhood;
    if (hops === null) {
      return direction === 'both'
        ? 'All around'
        : direction === 'needs'
          ? 'Upstream only'
          : 'Downstream only';
    }
    return `${plural(hops, 'step')} ${WAYS[direction]}`;
  }
  return branch === null ? 'Whole pipeline' : `Branch ${branch.join('.')}`;
}

/** Chooses how much of a pipeline is drawn, and what besides. */
export function ScopeMenu({
  choices,
  canFocus,
  onScope,
  onWorkspace,
  onFiles,
}: {
  readonly choices: GraphChoices;
  /** Whether something is selected that steps can be counted from. */
  readonly canFocus: boolean;
  /** Null for the whole pipeline. */
  readonly onScope: (scope: WantedScope | null) => void;
  readonly onWorkspace: () => void;
  readonly onFiles: () => void;
}): ReactElement {
  const { neighbourhood, branch, hasFiles } = choices;
  const isWhole = neighbourhood === null && branch === null;
  const tick = (isOn: boolean): ReactElement => (isOn ? <TickIcon size={14} /> : <i className="no-tick" />);
  const refusal = canFocus || neighbourhood !== null ? null : 'Select a node first';
  return (
    <DropDown
      side="end"
      content={
        <div className="graph-scope">
          <Menu aria-label="What is drawn">
            <MenuItem text="Whole workspace" icon={tick(false)} onClick={onWorkspace} />
            <MenuItem text="Whole pipeline" label="0" icon={tick(isWhole)} onClick={() => onScope(null)} />
            {FIXED.map(({ hops, direction, text, key }) => (
              <MenuItem
                key={key}
                text={text}
                label={key}
                icon={tick(neighbourhood?.hops === hops && neighbourhood.direction === direction)}
                {...(refusal === null ? {} : { disabled: true, title: refusal })}
                onClick={() => onScope({ hops, direction })}
              />
            ))}
            <MenuDivider />
            <MenuItem text="Stored files as nodes" icon={tick(hasFiles)} onClick={onFiles} />
          </Menu>
          {neighbourhood !== null && <StepSlider neighbourhood={neighbourhood} onScope={onScope} />}
        </div>
      }
    >
      <button type="button" className="button quiet" aria-haspopup="menu">
        {scopeText(choices)}
        <CaretDownIcon size={12} />
      </button>
    </DropDown>
  );
}

/** Any number of steps, in the direction that was chosen. */
function StepSlider({
  neighbourhood: { hops, direction },
  onScope,
}: {
  readonly neighbourhood: WantedScope;
  readonly onScope: (scope: WantedScope) => void;
}): ReactElement {
  return (
    <label className="graph-steps">
      <span>Steps</span>
      <input
        type="range"
        min={1}
        max={MOST_HOPS + 1}
        value={hops ?? MOST_HOPS + 1}
        aria-valuetext={hops === null ? 'all' : String(hops)}
        onChange={({ target }) => {
          const wanted = Number(target.value);
          onScope({ hops: wanted > MOST_HOPS ? null : wanted, direction });
        }}
      />
      <span className="r">{hops ?? 'all'}</span>
    </label>
  );
}
