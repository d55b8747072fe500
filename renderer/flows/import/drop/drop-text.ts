import type { Failure } from '../../../../shared/api/failure.ts';
import type { SendProgress } from '../../../state/drops/send-files.ts';
import type { DropFailure } from '../../../state/drops/page-drops.ts';
import { escapeForTerminal } from '../../../../shared/text/escape-for-terminal.ts';
import { formatBytes, formatCount } from '../../../../shared/text/format-number.ts';
import { failureText } from '../../../kit/problems/failure-text.ts';

/** Names that are said; more are counted. */
const SAID = 3;

/** Some names in a sentence: `a, b, c and 4 others`. */
function listed(names: readonly string[]): string {
  const rest = names.length - SAID;
  if (rest <= 0) return names.join(', ');
  return `${names.slice(0, SAID).join(', ')} and ${formatCount(rest)} other${rest === 1 ? '' : 's'}`;
}

/** What the host said: it is about its own cache folder, and about what was dropped, not about the workspace. */
function hostFailureText(failure: Failure): string {
  if (failure.code === 'CANNOT_WRITE')
    return `Nothing can be sent to Stemma: ${failure.data.path} can’t be written (${failure.data.reason}).`;
  if (failure.code === 'CANNOT_READ') return `${failure.data.path} is not taken: ${failure.data.reason}.`;
  const { title, advice } = failureText(failure);
  return `${title} ${advice}`;
}

/** Why nothing came of a drop, or not all; null where the user gave it up. */
export function dropFailureText(failure: DropFailure): string | null {
  switch (failure.kind) {
    case 'cancelled':
      return null;
    case 'nothing':
      return 'There are no files in what was dropped.';
    case 'not-on-disk':
      return notOnDiskText(failure.names);
    case 'too-many':
      return `What was dropped holds more than ${formatCount(failure.most)} files. Drop a part of it.`;
    case 'gone':
      return 'Stemma no longer holds what was dropped. Drop it again.';
    case 'lost':
      return 'The connection to Stemma broke too often while files were sent. Drop them again.';
    case 'unreadable':
      return `${failure.path} can’t be read: it changed or is gone since it was dropped. Drop it again.`;
    case 'refused':
      return `${failure.path} is not taken: ${failure.reason}.`;
    case 'failure':
      return hostFailureText(failure.failure);
  }
}

/** What is to be said of a store that a page in a browser was given: it has nothing to import, and lies where only its owner can open it. */
export function storeText(name: string): string {
  return (
    `${escapeForTerminal(name)} is a store: its pipelines are rows of a database, and it has no manifests to import. In the browser Stemma opens ` +
    `only the workspaces that it was started with: stemma serve -w ${escapeForTerminal(name)}`
  );
}

/** What lies on no disk. */
export function notOnDiskText(names: readonly string[]): string {
  return `${listed(names)}: not a file on this disk. Save it first.`;
}

/** What of a drop could not be read in a browser. */
export function unreadableText(paths: readonly string[]): string {
  return `${listed(paths)}: the browser was not allowed to read ${paths.length === 1 ? 'it' : 'them'}.`;
}

/** How far sending is. */
export function sendingText({ files, total_files: all, bytes, total_bytes: allBytes }: SendProgress): string {
  return `${formatCount(files)} of ${formatCount(all)} files sent, ${formatBytes(bytes)} of ${formatBytes(allBytes)}`;
}
