import type { FileSystem } from '../../files/file-system.ts';
import { systemPath } from '../../files/paths.ts';
import type { ReadLayout } from '../layout.ts';
import { filesBringing } from './bringing.ts';
import { filesReader } from './files-reader.ts';
import { filesLinking } from './link/link.ts';
import { storedName } from './link/stored-name.ts';
import { filesRules } from './rules/rules.ts';
import { walkWorkspace } from './walk/walk.ts';
import { filesWords } from './words.ts';

function isFolder(fs: FileSystem, path: string): boolean {
  const stamp = fs.stat(path);
  return stamp.ok && stamp.value.kind === 'folder';
}

/** Files only: manifests under `runs/`, stored files under `binaries/` (nirs4all 0.6 and before). */
export const filesLayout: ReadLayout = {
  ...filesReader,
  name: 'v3',
  marks: filesWords.marks,
  closed: null,
  recognises: (fs, root) => ['runs', 'binaries'].some((name) => isFolder(fs, systemPath(root, name))),
  walk: walkWorkspace,
  nameOf: storedName,
  linking: filesLinking,
  rules: filesRules,
  words: filesWords,
  bringing: filesBringing,
};
