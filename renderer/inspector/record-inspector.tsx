import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { RecordDetails } from '../../shared/api/records/record-details.ts';
import type { RecordKey } from '../../shared/domain/record-key.ts';
import { escapeForTerminal } from '../../shared/text/escape-for-terminal.ts';
import { formatCount } from '../../shared/text/format-number.ts';
import { useExportForms } from '../flows/export/export-items.tsx';
import { useConnections } from '../state/connection/use-connections.ts';
import { hasManifest } from '../kit/kept-in.ts';
import { Tabs } from '../kit/tabs.tsx';
import { TypeMark, typeLabel } from '../kit/type-mark.tsx';
import { usePlace } from '../state/route/use-place.ts';
import { useWorkspace } from '../state/workspace/use-workspace.ts';
import { absolutePath } from '../text/absolute-path.ts';
import { recordClass } from '../text/record-class.ts';
import { fieldText } from '../text/field-text.ts';
import { pipelineText } from '../text/pipeline-text.ts';
import { NoAnswer } from './no-answer.tsx';
import { InspectorHead, type HeadAction } from './inspector-head.tsx';
import { ManifestTab } from './manifest-tab.tsx';
import { derivedChain, pythonSnippet } from './python-snippet.ts';
import { RecordRelations } from './record-relations.tsx';
import { RecordSummary } from './record-summary.tsx';
import { SelectLink } from './select-link.tsx';
import { useDesktopFiles, type DesktopFiles } from './use-desktop-files.ts';

/** All about a record. */
export function RecordInspector({ record: key }: { readonly record: RecordKey }): ReactElement {
  const { coreQueries } = useConnections();
  const { workspace, place, go } = usePlace();
  const desktop = useDesktopFiles();
  const { info } = useWorkspace();
  const exportForms = useExportForms();
  const { data, error } = useQuery(
    coreQueries.workspace.record.queryOptions({
      input: { workspace, key },
      placeholderData: (before) => before,
    }),
  );
  if (data === undefined || error !== null) {
    return <NoAnswer error={error} what={escapeForTerminal(key)} />;
  }
  const { record, relations } = data;
  const type = fieldText(record, 'artifact_type');
  const { depends_on, needed_by, inferred, derived } = relations;
  const derivedTotal = derived.needs.total + derived.needed_by.total;
  const related = depends_on.direct + inferred.total + needed_by.total + derivedTotal;
  return (
    <>
      <InspectorHead
        mark={<TypeMark type={type} size={12} />}
        title={recordClass(record) || fieldText(record, 'artifact_id') || `record ${record.position}`}
        kind={`${typeLabel(type)}, ${foldLabel(record)}`}
        where={<Where details={data} />}
        actions={[
          ...actionsOf(data, info.root, desktop, (text) => go({ text })),
          // What is no pipeline, a copy for example, can't be taken out as one.
          ...(record.run === null || !hasManifest(record.layout)
            ? []
            : exportForms(
                {
                  selection: { kind: 'pipelines', manifests: [record.manifest] },
                  name: fieldText(record, 'pipeline_id') || 'pipeline',
                },
                'Export its pipeline',
              )),
        ]}
      />
      <Tabs
        label="Inspector"
        shown={place.tab}
        onShow={(tab) => go({ tab: tab === 'summary' ? null : tab }, 'replace')}
        tabs={[
          { id: 'summary', text: 'Summary', content: () => <RecordSummary details={data} /> },
          {
            id: 'relations',
            text: 'Relations',
            count: formatCount(related),
            content: () => <RecordRelations details={data} />,
          },
          ...(hasManifest(record.layout)
            ? [
                {
                  id: 'manifest',
                  text: 'Manifest',
                  content: () => <ManifestTab key={data.key} manifest={record.manifest} record={data.key} />,
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

/** A model that was fitted again on all data is of no fold. */
function foldLabel({ fold_id: fold, fold_names }: RecordDetails['record']): string {
  if (typeof fold === 'number') return `fold ${fold}`;
  return fold_names?.some((name) => name.endsWith('final')) === true ? 'fitted on all data' : 'all folds';
}

/** Dataset › run › pipeline. */
function Where({ details: { record } }: { readonly details: RecordDetails }): ReactElement {
  const { manifest } = record;
  return (
    <>
      {record.dataset !== null && <>{escapeForTerminal(record.dataset)} › </>}
      {record.run !== null && <>{escapeForTerminal(record.run)} › </>}
      {record.run === null ? (
        <span className={hasManifest(record.layout) ? 'mono' : undefined}>
          {hasManifest(record.layout) ? escapeForTerminal(manifest) : 'a row that no chain uses'}
        </span>
      ) : (
        <SelectLink to={{ kind: 'pipeline', manifest }} title={escapeForTerminal(manifest)}>
          {pipelineText(record)}
        </SelectLink>
      )}
    </>
  );
}

function actionsOf(
  { record, file, way }: RecordDetails,
  root: string,
  desktop: DesktopFiles | null,
  filterBy: (text: string) => void,
): HeadAction[] {
  const id = fieldText(record, 'artifact_id');
  const hash = fieldText(record, 'content_hash');
  const name = recordClass(record);
  const chain = derivedChain(way);
  return [
    ...(id === '' ? [] : [{ text: 'Copy id', copies: id }]),
    ...(hash === '' ? [] : [{ text: 'Copy hash', copies: hash }]),
    ...(file === null ? [] : [{ text: 'Copy path', copies: absolutePath(root, file.path) }]),
    ...(chain === '' ? [] : [{ text: 'Copy chain', copies: chain }]),
    ...(file === null
      ? []
      : [
          {
            text: 'Copy Python that loads it',
            copies: pythonSnippet({
              path: absolutePath(root, file.path),
              format: fieldText(record, 'format'),
              version: fieldText(record, 'format_version'),
              chain,
            }),
          },
        ]),
    ...(file === null || desktop === null
      ? []
      : [{ text: 'Show in folder', run: () => desktop.reveal(file.path) }]),
    ...(name === '' ? [] : [{ text: `Filter by ${name}`, run: () => filterBy(name) }]),
  ];
}
