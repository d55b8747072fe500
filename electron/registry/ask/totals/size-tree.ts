import type { SizePart, SizeNumbers, SizeNode } from '../../../../shared/api/workspace/sizes.ts';

function addNumbers(to: SizeNumbers, { bytes, files, records, saved_bytes }: SizeNumbers): void {
  to.bytes += bytes;
  to.files += files;
  to.records += records;
  to.saved_bytes += saved_bytes;
}

/** Collects leaves into a tree; what is added counts in all that is above it. */
export class SizeTree {
  readonly #nodes = new Map<string, SizeNode>();

  add(path: readonly SizePart[], numbers: SizeNumbers): void {
    const names: string[] = [];
    let parent: string | null = null;
    for (const part of path) {
      names.push(`${part.kind}:${part.manifest ?? part.name}`);
      const id = JSON.stringify(names);
      let node = this.#nodes.get(id);
      if (node === undefined) {
        node = { ...part, id, parent, bytes: 0, files: 0, records: 0, saved_bytes: 0 };
        this.#nodes.set(id, node);
      }
      addNumbers(node, numbers);
      parent = id;
    }
  }

  /** Larger nodes first, parents before their children. */
  nodes(): SizeNode[] {
    // Ids of children are longer than those of their parents, which are never smaller.
    return [...this.#nodes.values()].toSorted(
      (one, other) =>
        other.bytes - one.bytes || one.id.length - other.id.length || (one.id < other.id ? -1 : 1),
    );
  }
}

/** How many nodes lose a child when only the first `kept` nodes stay. */
function losers(nodes: readonly SizeNode[], kept: number): Set<string | null> {
  return new Set(nodes.slice(kept).map(({ parent }) => parent));
}

/**
 * At most `most` nodes: the largest, and for those that lose children one node `other` each, so that leaves still add up.
 *
 * @param nodes larger ones first, parents before their children
 */
export function boundedNodes(nodes: readonly SizeNode[], most: number): SizeNode[] {
  let kept = Math.min(nodes.length, most);
  if (nodes.length > most) {
    for (;;) {
      const stay = new Set<string | null>(nodes.slice(0, kept).map(({ id }) => id)).add(null);
      const others = [...losers(nodes, kept)].filter((parent) => stay.has(parent)).length;
      if (kept + others <= most) break;
      // Each node less makes two less at most: itself, and the `other` below it.
      kept -= Math.ceil((kept + others - most) / 2);
    }
  }
  const bounded = nodes.slice(0, kept);
  const stay = new Set<string | null>(bounded.map(({ id }) => id)).add(null);
  const others = new Map<string | null, SizeNode>();
  for (const node of nodes.slice(kept)) {
    // What lies below a node that does not stay is in that one's numbers.
    if (!stay.has(node.parent)) continue;
    let other = others.get(node.parent);
    if (other === undefined) {
      const id = `${node.parent ?? ''}+other`;
      const type = node.kind === 'class' ? node.type : null;
      other = {
        id,
        parent: node.parent,
        kind: 'other',
        name: '',
        manifest: null,
        type,
        bytes: 0,
        files: 0,
        records: 0,
        saved_bytes: 0,
      };
      others.set(node.parent, other);
    }
    addNumbers(other, node);
  }
  return [...bounded, ...others.values()];
}
