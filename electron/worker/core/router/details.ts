import { nodeFileSystem } from '../../../registry/files/file-system.ts';
import { fileView } from '../../../registry/ask/files/file-view.ts';
import { manifestText } from '../../../registry/ask/pipelines/manifest-text.ts';
import { pipelineView } from '../../../registry/ask/pipelines/pipeline-view.ts';
import { recordView } from '../../../registry/ask/records/record-view.ts';
import { search } from '../../../registry/ask/find/search.ts';
import { answer, answerInSlices, servedBy } from './asking.ts';
import type { WorkspaceProcedures } from './implement-core.ts';

/** One thing in full, for the inspector, and what the palette finds. */
export function detailHandlers(workspace: WorkspaceProcedures) {
  return {
    record: workspace.record.handler((asking) => {
      const { key } = asking.input;
      const view = answer(asking, (context) => recordView(context, key));
      if (view !== null) return view;
      throw asking.errors.NOT_FOUND({ data: { kind: 'record', name: key } });
    }),
    pipeline: workspace.pipeline.handler(async (asking) => {
      const { manifest } = asking.input;
      const view = await answerInSlices(asking, (context) => pipelineView(context, manifest));
      if (view !== null) return view;
      throw asking.errors.NOT_FOUND({ data: { kind: 'pipeline', name: manifest } });
    }),
    file: workspace.file.handler((asking) => {
      const { path } = asking.input;
      const view = answer(asking, (context) => fileView(context, path));
      if (view !== null) return view;
      throw asking.errors.NOT_FOUND({ data: { kind: 'file', name: path } });
    }),
    manifest: workspace.manifest.handler((asking) => {
      const { manifest: path, record, first_line: firstLine, line_count: lineCount } = asking.input;
      const { root } = servedBy(asking);
      const request = { path, lineCount, record, firstLine };
      const read = answer(asking, ({ index }) => manifestText(index, nodeFileSystem, root, request));
      if (read.ok) return read.value;
      const { code, reason } = read.error;
      if (code === 'CANNOT_READ') throw asking.errors.CANNOT_READ({ data: { path, reason } });
      throw asking.errors.NOT_FOUND({ data: { kind: 'manifest', name: path } });
    }),
    search: workspace.search.handler((asking) =>
      answerInSlices(asking, (context) => search(context, asking.input.text, asking.input.kinds)),
    ),
  };
}
