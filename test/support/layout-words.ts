import type { LayoutWords } from '../../shared/api/workspace/layout-words.ts';
import type { Namer } from '../../shared/domain/namer.ts';

/** What names files in workspaces of manifests. */
export const MANIFESTS: Namer = { one: 'manifest', many: 'manifests' };

/** The words of workspaces of manifests, as far as they are said of lists. */
export const FILES_WORDS: LayoutWords = {
  marks: ['runs/', 'binaries/'],
  runs: 'runs/',
  sources: ['manifest'],
  stored: 'binaries/',
  namer: MANIFESTS,
  about: 'nirs4all 0.6 and before',
  spare: null,
  library_alone: null,
  closed: null,
};
