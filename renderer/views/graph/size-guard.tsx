import { WarningSignIcon } from '@blueprintjs/icons';
import type { ReactElement, ReactNode } from 'react';
import type { GraphSize } from '../../../shared/api/graph/graph.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import { DropDown } from '../../kit/drop-down.tsx';
import { plural } from '../../text/plural.ts';
import { Menu, MenuItem } from '@blueprintjs/core';

/** Pictures stay readable and quick up to so many nodes, and none is drawn above the other number. */
export const GUARD = { good: 1000, most: 2000 } as const;

/** What is to be drawn, as far as its size depends on it. */
export interface WantedPart {
  readonly isOpen: boolean;
  readonly branch: readonly number[] | null;
}

/** How many nodes would be drawn. */
export function drawnNodes(size: GraphSize, { isOpen, branch }: WantedPart): number {
  const part =
    branch === null
      ? size
      : (size.parts.find((one) => one.branch.join('.') === branch.join('.')) ?? { operators: 0, opened: 0 });
  return isOpen ? part.opened : part.operators;
}

/** Asks what is to be drawn of a pipeline that is too large for one picture, before anything is computed. */
export function SizeGuard({
  size,
  wanted,
  around,
  onFold,
  onBranch,
  onAround,
  onChains,
  onAnyway,
}: {
  readonly size: GraphSize;
  readonly wanted: WantedPart;
  /** Whether something is selected in it, so that its neighbourhood can be shown. */
  readonly around: boolean;
  readonly onFold: () => void;
  readonly onBranch: (branch: readonly number[]) => void;
  readonly onAround: () => void;
  readonly onChains: () => void;
  readonly onAnyway: () => void;
}): ReactElement {
  const nodes = drawnNodes(size, wanted);
  const folded = drawnNodes(size, { ...wanted, isOpen: false });
  const mayFold = wanted.isOpen && folded < nodes;
  const each = Math.round(
    size.parts.reduce((sum, { operators, opened }) => sum + (wanted.isOpen ? opened : operators), 0) /
      Math.max(1, size.parts.length),
  );
  return (
    <div className="empty graph-guard">
      <WarningSignIcon size={20} />
      <h2>This pipeline has {formatCount(nodes)} nodes</h2>
      <p>Pictures stay readable and quick up to {formatCount(GUARD.good)}. Choose a part:</p>
      <div className="choices">
        {mayFold && (
          <Part
            text="Fold folds"
            note={plural(folded, 'node')}
            isPrimary={folded <= GUARD.good}
            onChoose={onFold}
          />
        )}
        {size.parts.length > 0 && (
          <DropDown content={<BranchMenu size={size} isOpen={wanted.isOpen} onBranch={onBranch} />}>
            <button type="button" className="button" aria-haspopup="menu">
              <span className="label">One branch…</span>
              <span className="dim">
                about {plural(each, 'node')} each, {plural(size.branches, 'branch', 'branches')}
              </span>
            </button>
          </DropDown>
        )}
        {around && <Part text="2 steps around the selection" onChoose={onAround} />}
        <Part text="Show it in Chains instead" onChoose={onChains} />
        {nodes <= GUARD.most && <Part text="Show anyway" note={plural(nodes, 'node')} onChoose={onAnyway} />}
      </div>
    </div>
  );
}

function Part({
  text,
  note,
  isPrimary = false,
  onChoose,
}: {
  readonly text: string;
  readonly note?: ReactNode;
  readonly isPrimary?: boolean;
  readonly onChoose: () => void;
}): ReactElement {
  return (
    <button type="button" className={isPrimary ? 'button primary' : 'button'} onClick={onChoose}>
      <span className="label">{text}</span>
      {note !== undefined && <span className={isPrimary ? undefined : 'dim'}>{note}</span>}
    </button>
  );
}

function BranchMenu({
  size,
  isOpen,
  onBranch,
}: {
  readonly size: GraphSize;
  readonly isOpen: boolean;
  readonly onBranch: (branch: readonly number[]) => void;
}): ReactElement {
  return (
    <Menu aria-label="One branch" className="long-menu">
      {size.parts.map(({ branch, operators, opened }) => (
        <MenuItem
          key={branch.join('.')}
          text={`Branch ${branch.join('.')}`}
          label={plural(isOpen ? opened : operators, 'node')}
          onClick={() => onBranch(branch)}
        />
      ))}
    </Menu>
  );
}
