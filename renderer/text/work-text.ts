import type { WorkKind } from '../../shared/api/deletion/work-kinds.ts';

/** What is going on in a workspace besides scans, in words for the status bar. */
export function workText(kind: WorkKind): string {
  switch (kind) {
    case 'plan':
      return 'Planning';
    case 'apply':
      return 'Moving to the trash';
    case 'restore':
      return 'Putting back';
    case 'empty':
      return 'Deleting for good';
    case 'resume':
      return 'Finishing the clean-up';
    case 'decide':
      return 'Noting a decision';
    case 'plan-import':
      return 'Looking at what is to be imported';
    case 'import':
      return 'Importing';
    case 'undo-import':
      return 'Taking an import back';
  }
}

/** The same for what was going on when it ended: `while it …`. */
export function duringWork(kind: WorkKind): string {
  switch (kind) {
    case 'plan':
      return 'while it planned';
    case 'apply':
      return 'while it moved files to the trash';
    case 'restore':
      return 'while it put files back';
    case 'empty':
      return 'while it deleted files for good';
    case 'resume':
      return 'while it finished a clean-up';
    case 'decide':
      return 'while it noted a decision';
    case 'plan-import':
      return 'while it looked at what is to be imported';
    case 'import':
      return 'while it imported';
    case 'undo-import':
      return 'while it took an import back';
  }
}

/** Whether it can be stopped on the way, by whichever window. */
export function canStop(kind: WorkKind): boolean {
  switch (kind) {
    case 'apply':
    case 'restore':
    case 'empty':
    case 'resume':
    case 'import':
    case 'undo-import':
      return true;
    case 'plan':
    case 'decide':
    case 'plan-import':
      return false;
  }
}
