import { formatAge } from '../../../shared/text/duration.ts';
import type { Notice } from '../../../shared/api/workspace/workspace.ts';

/** A time that something took, from a second on: `4 s`. */
function secondsText(milliseconds: number): string {
  return formatAge(Math.max(1000, milliseconds));
}

/** What a notice of the core says to people. */
export function noticeText({ code, reason, took }: Notice): string {
  switch (code) {
    case 'REBUILT':
      return took === null
        ? `The index is being built again: ${reason}. Nothing in the workspace changes.`
        : `The index was built again in ${secondsText(took)}: ${reason}. Nothing in the workspace changed.`;
    case 'IN_MEMORY':
      return `The index is kept in memory this time: ${reason}.`;
    case 'STALE':
      return `This is what an earlier look found: ${reason} just now.`;
    case 'STOPPED':
      return 'Stemma’s reader stopped in the middle of its work. What was found before is still shown.';
    case 'SCAN_FAILED':
      return `The scan ended early: ${reason}. What was found before is still shown.`;
  }
}

/** What is kept for "Details", because most people need not read it. */
export function noticeDetails({ code, reason }: Notice): string | null {
  return code === 'STOPPED' ? reason : null;
}
