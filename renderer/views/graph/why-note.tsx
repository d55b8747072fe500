import { CrossIcon } from '@blueprintjs/icons';
import type { ReactElement } from 'react';
import { IconButton } from '../../kit/button.tsx';
import { plural } from '../../text/plural.ts';
import { titleOf } from '../../../shared/graph/model/node-text.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import type { GraphNode } from '../../../shared/api/graph/graph.ts';
import type { Ways } from './ways-between.ts';

/** `PLSRegression br 0`: what tells a node from others of its class. */
export function nodeWords(node: GraphNode): string {
  const title = escapeForTerminal(titleOf(node));
  return node.branch.length === 0 ? title : `${title} br ${node.branch.join('.')}`;
}

/** All ways between two nodes, as a list in words. */
export function WhyNote({
  ways,
  onClose,
}: {
  /** Null where there are none. */
  readonly ways: Ways | null;
  readonly onClose: () => void;
}): ReactElement {
  return (
    <div className="graph-info graph-why">
      <div className="graph-why-head">
        {ways === null ? (
          <span role="status">Neither of the two needs the other.</span>
        ) : (
          <span role="status">
            <b>{ways.hasMore ? `More than ${ways.ways.length} ways` : plural(ways.ways.length, 'way')}</b>{' '}
            from <b>{nodeWords(ways.from)}</b> to <b>{nodeWords(ways.to)}</b>
          </span>
        )}
        <IconButton label="Show all again" icon={<CrossIcon size={12} />} onClick={onClose} />
      </div>
      {ways !== null && (
        <ol className="scroller" tabIndex={0} aria-label="Ways">
          {ways.ways.map((way) => {
            const words = way.map((node) => nodeWords(node)).join(' → ');
            return <li key={way.map(({ id }) => id).join(' ')}>{words}</li>;
          })}
        </ol>
      )}
    </div>
  );
}
