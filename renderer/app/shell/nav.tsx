import {
  CleanIcon,
  DashboardIcon,
  DataLineageIcon,
  DiagramTreeIcon,
  ImportIcon,
  PanelTableIcon,
  TrashIcon,
} from '@blueprintjs/icons';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { formatBytes, formatCount } from '../../../shared/text/format-number.ts';
import { useConnections } from '../../state/connection/use-connections.ts';
import { useKeyNames } from '../../state/use-key-names.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { VIEW_NAMES, VIEWS, type View } from '../../state/route/views.ts';
import { UNKNOWN } from '../../text/known-numbers.ts';
import { useScope } from '../../state/workspace/use-scope.ts';

function icon(view: View): ReactElement {
  switch (view) {
    case 'overview':
      return <DashboardIcon />;
    case 'chains':
      return <DiagramTreeIcon />;
    case 'graph':
      return <DataLineageIcon />;
    case 'artifacts':
      return <PanelTableIcon />;
    case 'clean-up':
      return <CleanIcon />;
    case 'trash':
      return <TrashIcon />;
    case 'import':
      return <ImportIcon />;
  }
}

/** The way to the views, each with how much it holds. */
export function Nav(): ReactElement {
  const { place, href } = usePlace();
  const counts = useCounts();
  const { withControl, isDesktop } = useKeyNames();
  return (
    <nav className="nav" aria-label="Views" data-pane>
      {VIEWS.map((view, at) => (
        <a
          key={view}
          href={href({ view })}
          className={view === place.view ? 'on' : undefined}
          {...(view === 'clean-up' ? { 'data-gap': true } : {})}
          {...(view === place.view ? { 'aria-current': 'page' as const } : {})}
          title={isDesktop ? `${VIEW_NAMES[view]}  ${withControl(String(at + 1))}` : VIEW_NAMES[view]}
        >
          {icon(view)}
          <span className="label">{VIEW_NAMES[view]}</span>
          <span className="count">{counts[view]}</span>
        </a>
      ))}
    </nav>
  );
}

function useCounts(): Partial<Record<View, string>> {
  const { coreQueries } = useConnections();
  const { scope, isReady } = useScope();
  const { data } = useQuery(coreQueries.workspace.overview.queryOptions({ input: scope, enabled: isReady }));
  const trash = useQuery(
    coreQueries.trash.totals.queryOptions({
      input: { workspace: scope.workspace },
      enabled: isReady,
    }),
  ).data;
  const trashed = trash === undefined || trash.bytes === 0 ? {} : { trash: formatBytes(trash.bytes) };
  if (data === undefined) return trashed;
  const { usage, orphans_known: isKnown } = data;
  return {
    ...trashed,
    artifacts: formatCount(data.records),
    'clean-up': isKnown ? (usage.orphan.bytes === 0 ? '' : formatBytes(usage.orphan.bytes)) : UNKNOWN,
  };
}
