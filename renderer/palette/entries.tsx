import { DatabaseIcon, DocumentIcon, FlowsIcon, HistoryIcon, KeyCommandIcon } from '@blueprintjs/icons';
import type { ReactElement, ReactNode } from 'react';
import type { SearchResults } from '../../shared/api/workspace/search.ts';
import type { ChainLine as Line } from '../../shared/api/chains/way.ts';
import { toldState } from '../../shared/domain/states.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { formatBytes } from '../../shared/text/format-number.ts';
import { middleTruncate } from '../../shared/text/middle-truncate.ts';
import type { Action } from './action.ts';
import { ChainLine } from '../kit/chain-line/chain-line.tsx';
import { relatedQualifier } from '../text/related-qualifier.ts';
import { StateMark } from '../kit/state-mark.tsx';
import { TypeMark } from '../kit/type-mark.tsx';
import { pipelineName } from '../kit/pipelines/pipeline-name.ts';
import { storedText } from '../kit/pipelines/stored-text.ts';
import { inGraph } from '../state/route/show-in-graph.ts';
import type { PlaceChange } from '../state/route/place.ts';
import { writeSelection } from '../state/route/selection.ts';
import { datasetPrefix, datasetName } from '../text/dataset-name.ts';
import { namedPipeline } from '../text/pipeline-text.ts';
import { plural } from '../text/plural.ts';
import type { Visit } from '../state/visited.ts';

/** Something that the palette offers. */
export interface Entry {
  readonly key: string;
  readonly group: 'Visited' | 'Artifacts' | 'Pipelines' | 'Files' | 'Datasets' | 'Actions';
  readonly icon: ReactElement;
  readonly text: ReactNode;
  /** What stands at the end. */
  readonly side: ReactNode;
  /** Where it leads; null for an action. */
  readonly to: PlaceChange | null;
  readonly action: Action | null;
}

/** Where something is shown in a graph; null for what is in none. */
export function graphPlace(entry: Entry | undefined): PlaceChange | null {
  const selection = entry?.to?.selection ?? null;
  return selection === null ? null : inGraph(selection);
}

/** As many of each group. */
const MOST = 5;

const PATH_SIGNS = 60;

/** What a chain has beside its pipeline, in pixels. */
const CHAIN_ROOM = 380;

/** What was looked at last. */
export function visitEntries(visits: readonly Visit[]): readonly Entry[] {
  return visits.map(({ selection, title, detail }) => ({
    key: `visited ${writeSelection(selection)}`,
    group: 'Visited',
    icon: <HistoryIcon size={14} />,
    text: title,
    side: detail,
    to: { selection },
    action: null,
  }));
}

/** What was found in the workspace. */
export function foundEntries(
  { artifacts, pipelines, files, datasets }: SearchResults,
  /** The ways to the artifacts, as far as they are known. */
  lines: readonly Line[],
): readonly Entry[] {
  return [
    ...artifacts.slice(0, MOST).map((record): Entry => {
      const { key, manifest, class_name, size_bytes, state } = record;
      const line = lines.find((one) => one.key === key);
      const fold = record.fold === null ? 'all' : `fold ${record.fold}`;
      return {
        key: `artifact ${key}`,
        group: 'Artifacts',
        icon: <TypeMark type={record.artifact_type} size={12} />,
        text:
          line === undefined || line.groups.length === 0 ? (
            <>
              <b>{escapeForTerminal(class_name || (record.artifact_id ?? manifest))}</b>{' '}
              <span className="dim">{relatedQualifier(record)}</span>
            </>
          ) : (
            <ChainLine groups={line.groups} room={CHAIN_ROOM} />
          ),
        side:
          state === 'present' ? (
            `${namedPipeline(record)} · ${fold} · ${formatBytes(size_bytes)}`
          ) : (
            <StateMark state={toldState(state, record.unwritten)} />
          ),
        to: { selection: { kind: 'record', key } },
        action: null,
      };
    }),
    ...pipelines.slice(0, MOST).map((pipeline): Entry => ({
      key: `pipeline ${pipeline.manifest}`,
      group: 'Pipelines',
      icon: <FlowsIcon size={14} />,
      text: (
        <>
          {pipeline.dataset !== null && <span className="dim">{datasetPrefix(pipeline.dataset)}</span>}
          {pipelineName(pipeline)}
        </>
      ),
      side: `${escapeForTerminal(pipeline.run)} · ${storedText(pipeline)}`,
      to: { selection: { kind: 'pipeline', manifest: pipeline.manifest } },
      action: null,
    })),
    ...files.slice(0, MOST).map(({ path, status, references }): Entry => ({
      key: `file ${path}`,
      group: 'Files',
      icon: <DocumentIcon size={14} />,
      text: <span className="mono">{middleTruncate(escapeForTerminal(path), PATH_SIGNS)}</span>,
      side: status === 'referenced' ? plural(references, 'record') : <StateMark state={status} />,
      to: { selection: { kind: 'file', path } },
      action: null,
    })),
    ...datasets.slice(0, MOST).map(({ dataset, pipelines: count, stored_bytes }): Entry => ({
      key: `dataset ${dataset}`,
      group: 'Datasets',
      icon: <DatabaseIcon size={14} />,
      text: datasetName(dataset),
      side: `${plural(count, 'pipeline')} · ${formatBytes(stored_bytes)}`,
      to: { dataset },
      action: null,
    })),
  ];
}

/** What can be done. */
export function actionEntries(actions: readonly Action[], most = MOST): readonly Entry[] {
  return actions.slice(0, most).map((action) => ({
    key: `action ${action.id}`,
    group: 'Actions',
    icon: <KeyCommandIcon size={14} />,
    text: action.text,
    side: action.refusal ?? (action.keys === null ? null : <kbd>{action.keys}</kbd>),
    to: null,
    action,
  }));
}

/** Filters all views by what was typed. */
export function filterAction(text: string, filter: (text: string) => void): Action {
  return {
    id: 'filter',
    text: `Filter all views by “${text}”`,
    keys: 'Alt ↵',
    refusal: null,
    run: () => filter(text),
  };
}
