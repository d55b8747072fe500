import { TrashIcon } from '@blueprintjs/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { isOwnUseKnown } from '../../../shared/domain/known-use.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { exactBytes, formatBytes } from '../../../shared/text/format-number.ts';
import { useCleaning } from '../../flows/deletion/use-cleaning.ts';
import { ExportButton } from '../../flows/export/export-button.tsx';
import { useConnections } from '../../state/connection/use-connections.ts';
import { BytesBar } from '../../kit/bytes-bar.tsx';
import { IconButton } from '../../kit/button.tsx';
import { pipelineName } from '../../kit/pipelines/pipeline-name.ts';
import { inGraph } from '../../state/route/show-in-graph.ts';
import { announceSelection } from '../../state/route/selection-events.ts';
import { usePlace } from '../../state/route/use-place.ts';
import { useScope } from '../../state/workspace/use-scope.ts';
import { useKnownUse } from '../../state/workspace/use-known-use.ts';
import { useWorkspace } from '../../state/workspace/use-workspace.ts';
import { NOT_KNOWN, UNKNOWN } from '../../text/known-numbers.ts';
import { datasetPrefix } from '../../text/dataset-name.ts';
import { readOnlyRefusal } from '../../text/read-only-refusal.ts';

/** As many as stand beside the chart of growth. */
const SHOWN = 6;

/**
 * The pipelines whose deletion would free most; a click shows one in its graph. While something can't be read that may use the
 * same files, nothing is said of how much that is.
 */
export function BiggestPipelines(): ReactElement {
  const isKnown = useKnownUse();
  const { coreQueries } = useConnections();
  const { scope, isReady } = useScope();
  const { place, href } = usePlace();
  const { info } = useWorkspace();
  const { ask } = useCleaning();
  const refusal = readOnlyRefusal(info.readOnly);
  const pipelines =
    useQuery(
      coreQueries.workspace.pipelines.queryOptions({
        input: { ...scope, sort: 'exclusive_bytes', descending: true, limit: SHOWN },
        enabled: isReady,
        placeholderData: keepPreviousData,
      }),
    ).data?.pipelines ?? [];
  const largest = pipelines[0]?.exclusive_bytes ?? 0;
  return (
    <section className="biggest" aria-labelledby="biggest-title">
      <h2 id="biggest-title" className="trunc">
        Biggest pipelines <span className="note">by exclusive bytes: what deleting one would free</span>
      </h2>
      <ul>
        {pipelines.map((pipeline) => {
          const { manifest, dataset, exclusive_bytes, stored_bytes } = pipeline;
          const shared = stored_bytes - exclusive_bytes;
          const isUseKnown = isOwnUseKnown(pipeline, isKnown);
          const isShown = place.selection?.kind === 'pipeline' && place.selection.manifest === manifest;
          return (
            <li key={manifest}>
              <a
                href={href(inGraph({ kind: 'pipeline', manifest }))}
                onClick={announceSelection}
                {...(isShown ? { 'aria-current': true } : {})}
                title={`${escapeForTerminal(manifest)}: ${isUseKnown ? `${exactBytes(exclusive_bytes)} exclusive, ${exactBytes(shared)} shared` : NOT_KNOWN}`}
              >
                <span className="trunc">
                  {dataset !== null && <span className="dim">{datasetPrefix(dataset)}</span>}
                  {pipelineName(pipeline)}
                </span>
                <BytesBar exclusive={isUseKnown ? exclusive_bytes : 0} max={largest} />
                <span className="r">{isUseKnown ? formatBytes(exclusive_bytes) : UNKNOWN}</span>
                <span className="r dim">{isUseKnown ? formatBytes(shared) : UNKNOWN} shared</span>
              </a>
              <ExportButton
                isIcon
                text={`Export ${pipelineName(pipeline)}`}
                what={{
                  selection: { kind: 'pipelines', manifests: [manifest] },
                  name: pipelineName(pipeline),
                }}
              />
              <IconButton
                label={refusal ?? `What would deleting ${pipelineName(pipeline)} free?`}
                icon={<TrashIcon size={12} />}
                isOff={refusal !== null}
                onClick={() => ask({ kind: 'pipelines', manifests: [manifest] })}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
