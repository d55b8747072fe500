import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PromisedTree } from '../../electron/registry/bring-in/promised-tree.ts';
import { nodeFileSystem } from '../../electron/registry/files/file-system.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** A folder to which a run was sent; one of its files did not come yet. */
function treeOf(unsent: readonly string[]): { tree: PromisedTree; root: string } {
  const root = join(temporaryFolder(), 'files');
  mkdirSync(join(root, 'run'), { recursive: true });
  writeFileSync(join(root, 'run', 'manifest.yaml'), '');
  const files = unsent.map((path) => ({ path, size: 7 }));
  return { tree: new PromisedTree(nodeFileSystem, root, files), root };
}

describe('a drop that is being sent', () => {
  it('holds what did not come yet, without bytes', () => {
    const { tree, root } = treeOf(['run/a.joblib']);
    expect(tree.filesIn(join(root, 'run'))).toEqual(['a.joblib', 'manifest.yaml']);
    expect(tree.look(join(root, 'run', 'a.joblib'))).toMatchObject({ size: 7, isSent: false });
  });

  it('ends at its folder: what lies around that was not dropped', () => {
    const { tree, root } = treeOf([]);
    expect(tree.around(join(root, 'run'))).toBe(root);
    expect(tree.around(root)).toBeNull();
  });

  it.each(['../a', '../../etc/passwd', ''])('holds nothing under %j', (path) => {
    const { tree, root } = treeOf([path]);
    expect(tree.look(join(root, path))).toBeNull();
  });
});
