import type { SizeNode } from '../../../shared/api/workspace/sizes.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { typeLabel } from '../../kit/type-mark.tsx';
import { datasetName } from '../../text/dataset-name.ts';
import { isolated } from '../../text/isolated.ts';
import { pathTo, type SizeTree } from './size-tree.ts';

/** What people read as the name of a node. */
export function sizeName({ kind, name, manifest }: Pick<SizeNode, 'kind' | 'name' | 'manifest'>): string {
  switch (kind) {
    case 'dataset':
      return datasetName(name);
    case 'type':
      return typeLabel(name);
    case 'class':
      return name === '' ? 'unknown class' : isolated(escapeForTerminal(name));
    case 'pipeline':
      return isolated(escapeForTerminal(name === '' ? (manifest ?? '') : name));
    case 'shared':
      return 'used by several pipelines';
    case 'copies':
      return 'only in exports or library';
    case 'orphan':
      return 'orphans';
    case 'undecided':
    case 'foreign':
    case 'recent':
      return kind;
    case 'other':
      return 'smaller ones';
  }
}

/** The names from the top to a node. */
export function sizePath(tree: SizeTree, id: string | null): string {
  return pathTo(tree, id)
    .map((node) => sizeName(node))
    .join(' › ');
}
