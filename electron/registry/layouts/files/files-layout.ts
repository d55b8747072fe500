import type { FileSystem } from '../../files/file-system.ts';
import { systemPath } from '../../files/paths.ts';
import type { Layout, Reading } from '../layout.ts';
import { filesBringing } from './bringing.ts';
import { filesLinking } from './link/link.ts';
import { storedName } from './link/stored-name.ts';
import { filesRules } from './rules/rules.ts';
import { readFound } from './manifest/read-found.ts';
import { walkWorkspace } from './walk/walk.ts';
import { filesWords } from './words.ts';

function isFolder(fs: FileSystem, path: string): boolean {
  const stamp = fs.stat(path);
  return stamp.ok && stamp.value.kind === 'folder';
}

/** Files only: manifests under `runs/`, stored files under `binaries/` (nirs4all 0.6 and before). */
export const filesLayout: Layout & Reading = {
  name: 'v3',
  marks: filesWords.marks,
  recognises: (fs, root) => ['runs', 'binaries'].some((name) => isFolder(fs, systemPath(root, name))),
  walk: walkWorkspace,
  nameOf: storedName,
  read: readFound,
  linking: filesLinking,
  rules: filesRules,
  words: filesWords,
  bringing: filesBringing,
};
