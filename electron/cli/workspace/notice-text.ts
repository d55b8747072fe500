import type { IndexNotice } from '../../registry/index/index-home.ts';

/** What a notice of the index says to people. */
export function noticeText({ code, reason }: IndexNotice): string {
  switch (code) {
    case 'REBUILT':
      return `The index was built again: ${reason}. Nothing in the workspace changed.`;
    case 'IN_MEMORY':
      return `The index is kept in memory this time: ${reason}.`;
    case 'STALE':
      return `This is what an earlier look found: ${reason} just now.`;
  }
}
