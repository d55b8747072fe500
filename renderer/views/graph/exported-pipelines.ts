import { plural } from '../../text/plural.ts';
import type { Deletion } from './deletion/use-deletion.ts';
import type { GraphExport } from './export-menu.tsx';

/**
 * The pipelines that are taken out from a picture: those of nodes that are thought away, the one that is drawn or selected, both that are
 * compared; all of the dataset where none is.
 */
export function exportedPipelines({
  manifests,
  name,
  dataset,
  deletion,
  isChosen,
}: {
  readonly manifests: readonly string[];
  /** Of the pipeline that is drawn. */
  readonly name: string;
  /** Null for all of the workspace. */
  readonly dataset: string | null;
  readonly deletion: Pick<Deletion, 'isOfNodes' | 'selection'> | null;
  /** Whether a pipeline is drawn, or selected among all. */
  readonly isChosen: boolean;
}): GraphExport {
  if (deletion?.isOfNodes === true) {
    return {
      title: 'Export pipelines of these nodes',
      what: { selection: deletion.selection, name: 'pipelines' },
    };
  }
  if (!isChosen || manifests.length === 0) {
    return {
      title: 'Export all pipelines',
      what: {
        selection: { kind: 'pipelines-matching', filter: dataset === null ? {} : { dataset } },
        name: dataset === null || dataset === '' ? 'pipelines' : dataset,
      },
    };
  }
  const isOne = manifests.length === 1;
  return {
    title: isOne ? 'Export the pipeline' : `Export ${plural(manifests.length, 'pipeline')}`,
    what: { selection: { kind: 'pipelines', manifests }, name: isOne ? name : 'pipelines' },
  };
}
