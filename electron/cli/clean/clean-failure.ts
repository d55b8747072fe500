import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import type { CleanError } from '../../registry/change/clean-error.ts';
import { heldLock } from '../../registry/change/held-lock.ts';
import type { Site } from '../../registry/change/site.ts';
import { recordKey } from '../../registry/index/record-key.ts';
import type { Failure } from '../failure.ts';
import type { GlobalOptions } from '../options/globals.ts';
import { decisionLines, place } from '../output/unreadable.ts';
import { nextCommand } from './next-command.ts';

/** Longer lists end with how many more there are. */
const SHOWN = 20;

function listed(lines: readonly string[]): string[] {
  const shown = lines.slice(0, SHOWN).map((line) => `  ${escapeForTerminal(line)}`);
  return lines.length > SHOWN ? [...shown, `  and ${lines.length - SHOWN} more`] : shown;
}

/** What someone needs to know before they take a lock over, and how. */
function takeOverLines(site: Site, globals: GlobalOptions): string[] {
  const held = heldLock(site);
  if (!held.ok || held.value === null) return [];
  return [
    'Wait until it is done. If that Stemma is gone for good (the computer was switched off, the container',
    'is no more), nobody else will take its lock away. Make sure of it, then:',
    `  ${nextCommand(globals, 'trash', 'unlock', held.value.mark, '--apply')}`,
  ];
}

function linesFor(error: CleanError, site: Site, globals: GlobalOptions): string[] {
  switch (error.code) {
    case 'LOCKED':
      return takeOverLines(site, globals);
    case 'UNREADABLE': {
      const lines = listed(error.unreadable.map((entry) => `${place(entry)}  ${entry.message}`));
      return [...lines, ...decisionLines(error.unreadable)];
    }
    case 'BREAKS':
      return listed(
        error.breaks.map((broken) => `${broken.artifact_id ?? recordKey(broken)} would miss ${broken.needs}`),
      );
    case 'MAY_BE_RUNNING':
      return error.manifests.length > 1 ? listed(error.manifests) : [];
    case 'INTERRUPTED_WORK':
    case 'DAMAGED_BATCH':
    case 'NO_MANIFESTS':
    case 'NOT_CONFIRMED':
    case 'NOT_MOVABLE':
    case 'LIBRARY_ALONE':
    case 'NOT_DECIDABLE':
    case 'READ_ONLY':
    case 'NO_SPACE':
    case 'CANNOT_WRITE':
    case 'INDEX_BUSY':
    case 'NOT_FOUND':
      return [];
  }
}

/** What the command line says of a refusal of the core; its data become keys of the error document. */
export function cleanFailure(
  error: CleanError,
  site: Site,
  globals: GlobalOptions,
  more: Readonly<Record<string, unknown>> = {},
): Failure {
  const { code, message, ...details } = error;
  return { code, message, details: { ...details, ...more }, lines: linesFor(error, site, globals) };
}
