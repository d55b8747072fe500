import { v3Item, v3Manifest, WorkspaceBuilder, type ManifestKeys } from './workspace-builder.ts';

/** The folder of the first of {@link twoPipelines}, its uid and its id. */
export const FIRST = '0001_pls_aaaaaa';

/** The same of the second. */
export const SECOND = '0002_pls_bbbbbb';

/** The manifest of a pipeline of the dataset corn with artifacts of those bytes. */
export function pipelineOf(folder: string, contents: readonly string[]): ManifestKeys {
  const items = contents.map((content) => v3Item(content));
  return v3Manifest('corn', items, { uid: folder, pipeline_id: folder });
}

/**
 * Two pipelines of the run corn, of which the files `one` and `two` are stored: each has its own.
 *
 * @param second the bytes of the artifacts of the second, where those are others
 */
export function twoPipelines(second: readonly string[] = ['two']): WorkspaceBuilder {
  const builder = new WorkspaceBuilder();
  for (const content of ['one', 'two']) builder.store('corn', content);
  builder.manifest(`runs/corn/${FIRST}`, pipelineOf(FIRST, ['one']));
  builder.manifest(`runs/corn/${SECOND}`, pipelineOf(SECOND, second));
  return builder;
}
