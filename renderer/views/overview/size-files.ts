import type { FileQuery } from '../../../shared/api/records/file-list.ts';
import { pathTo, type SizeTree } from './size-tree.ts';

/** Which files a leaf of the division stands for; null for what has parts of its own, or is the rest of several. */
export function leafFiles(tree: SizeTree, id: string): Omit<FileQuery, 'text'> | null {
  const node = tree.byId.get(id);
  if (node === undefined || tree.children.has(id)) return null;
  const dataset = pathTo(tree, id).find(({ kind }) => kind === 'dataset')?.name;
  const scope = dataset === undefined ? {} : { dataset };
  switch (node.kind) {
    case 'class':
      return { ...scope, type: node.type ?? '', class: node.name };
    case 'pipeline':
      return node.manifest === null ? null : { ...scope, manifest: node.manifest };
    case 'shared':
      return { ...scope, users: 'several' };
    case 'copies':
      return { ...scope, users: 'copies' };
    case 'orphan':
    case 'undecided':
    case 'foreign':
    case 'recent':
      return { ...scope, states: [node.kind] };
    case 'dataset':
    case 'type':
    case 'other':
      return null;
  }
}
