import type { ReactElement } from 'react';
import type { OperatorGraph } from '../../../shared/api/graph/graph.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { StateMark } from '../../kit/state-mark.tsx';
import { plural } from '../../text/plural.ts';

/** Circles that are told with their ids; there may be many. */
const MOST_CIRCLES = 20;

/** Which steps are not known, and why. Only manifests have execution traces. */
const UNKNOWN_STEPS: Readonly<Record<NonNullable<OperatorGraph['untraced']>, string>> = {
  'no-trace': 'No execution trace: steps that stored nothing are not known.',
  'native-results':
    'Its models lie in native results, which name no other steps: what came before them is not known.',
  'no-chain': 'No chain uses these rows: which steps came before them is not known.',
};

/** What a reader of the picture should know: circles with their ids, that steps may be unknown, that not all is there. */
export function GraphRemarks({
  graph: { cycles, untraced, whole, nodes },
}: {
  readonly graph: OperatorGraph;
}): ReactElement | null {
  const unknown = nodes.length === 0 ? null : untraced;
  if (cycles.length === 0 && unknown === null && whole) return null;
  return (
    <div className="graph-info">
      {!whole && (
        <span>
          There is more than a picture has room for: what is left out counts at the boxes beside it.
        </span>
      )}
      {unknown !== null && <span>{UNKNOWN_STEPS[unknown]}</span>}
      {cycles.length > 0 && (
        <details>
          <summary>
            <StateMark state="differs" text={`${plural(cycles.length, 'circle')} of dependencies`} />
          </summary>
          <ul className="graph-circles scroller" tabIndex={0} aria-label="Circles">
            {cycles.slice(0, MOST_CIRCLES).map((ids) => {
              const words = [...ids, ids[0] ?? ''].map((id) => escapeForTerminal(id)).join(' → ');
              return (
                <li key={words} className="mono wrap">
                  {words}
                </li>
              );
            })}
            {cycles.length > MOST_CIRCLES && <li>and {cycles.length - MOST_CIRCLES} more</li>}
          </ul>
        </details>
      )}
    </div>
  );
}
