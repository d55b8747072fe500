import { useMemo, type ReactElement } from 'react';
import type { OperatorGraph } from '../../../shared/api/graph/graph.ts';
import { wayWords, type WaysBetween } from '../../../shared/graph/ask/ways-between.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { CrossIcon } from '@blueprintjs/icons';
import { IconButton } from '../../kit/button.tsx';
import { plural } from '../../text/plural.ts';

/** All ways between two nodes, as a list in words. */
export function WhyNote({
  graph,
  ways,
  onClose,
}: {
  readonly graph: OperatorGraph;
  /** Null where there are none. */
  readonly ways: WaysBetween | null;
  readonly onClose: () => void;
}): ReactElement {
  const nodes = useMemo(() => new Map(graph.nodes.map((node) => [node.id, node])), [graph]);
  const say = (way: readonly string[]): string => escapeForTerminal(wayWords(nodes, way));
  return (
    <div className="graph-info graph-why">
      <div className="graph-why-head">
        {ways === null ? (
          <span role="status">Neither of the two needs the other.</span>
        ) : (
          <span role="status">
            <b>{ways.hasMore ? `More than ${ways.ways.length} ways` : plural(ways.ways.length, 'way')}</b>{' '}
            from <b>{say([ways.from])}</b> to <b>{say([ways.to])}</b>
          </span>
        )}
        <IconButton label="Show all again" icon={<CrossIcon size={12} />} onClick={onClose} />
      </div>
      {ways !== null && (
        <ol className="scroller" tabIndex={0} aria-label="Ways">
          {ways.ways.map((way) => (
            <li key={way.join(' ')}>{say(way)}</li>
          ))}
        </ol>
      )}
    </div>
  );
}
