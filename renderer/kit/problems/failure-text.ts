import type { Failure } from '../../../shared/api/failure.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import { cleanFailureText } from './clean-failure-text.ts';

/** A problem in words: what happened, to what, and what one can do. */
export interface ProblemText {
  readonly title: string;
  /** The folder, where it is about one. */
  readonly path: string | null;
  readonly advice: string;
  /** Folders in it that are workspaces. */
  readonly children: readonly string[];
}

/** Says an error of the contract in words. */
export function failureText(failure: Failure): ProblemText {
  switch (failure.code) {
    case 'NO_SUCH_FOLDER':
      return missingFolder(failure.data.path);
    case 'NOT_A_WORKSPACE':
      return noWorkspace(failure.data);
    case 'NO_SUCH_WORKSPACE':
    case 'UNKNOWN':
      return plain(
        'Stemma does not know this workspace (any more).',
        'Open its folder again; in a browser, start stemma serve again with -w and that folder, and open the URL that it prints.',
      );
    case 'NOT_READY':
      return plain('The first scan of this workspace is not done.', 'Scan it to see what is in it.');
    case 'SCAN_FAILED':
      return plain(
        `The scan ended early: ${failure.data.reason}.`,
        'What was found before is still shown. Scan again when this is mended.',
      );
    case 'READ_ONLY':
      return plain('Nothing can be changed here.', failure.data.reason);
    case 'NOT_FOUND':
      if (failure.data.kind === 'plan') {
        return plain('This plan is no longer kept.', 'Look again, and review the new one.');
      }
      return plain('No longer there.', `The workspace changed, and ${failure.data.name} is gone from it.`);
    case 'CANNOT_READ':
      return {
        ...plain('This file can’t be read.', `${failure.data.reason}. Scan again to see what changed.`),
        path: failure.data.path,
      };
    case 'NOT_HERE':
      return plain('This can’t be done here.', failure.data.reason);
    case 'BUSY':
    case 'LOCKED':
    case 'INTERRUPTED_WORK':
    case 'UNREADABLE':
    case 'MAY_BE_RUNNING':
    case 'BREAKS':
    case 'NO_MANIFESTS':
    case 'NOT_CONFIRMED':
    case 'NOT_MOVABLE':
    case 'LIBRARY_ALONE':
    case 'NOT_DECIDABLE':
    case 'NO_SPACE':
    case 'CANNOT_WRITE':
    case 'INDEX_BUSY':
    case 'WORK_STOPPED':
      return { ...cleanFailureText(failure), path: null, children: [] };
  }
}

/** The same in a line, where there is room for no more. */
export function problemLine(failure: Failure): string {
  const { title, advice } = failureText(failure);
  return `${title} ${advice}`;
}

/** Says what is wrong with a folder that was asked for on the command line. */
export function startProblemText(problem: {
  readonly code: 'NO_SUCH_FOLDER' | 'NOT_A_WORKSPACE';
  readonly path: string;
  readonly children: readonly string[];
  readonly marks: readonly string[];
  readonly holds?: string | undefined;
}): ProblemText {
  return problem.code === 'NO_SUCH_FOLDER' ? missingFolder(problem.path) : noWorkspace(problem);
}

function plain(title: string, advice: string): ProblemText {
  return { title, path: null, advice, children: [] };
}

function missingFolder(path: string): ProblemText {
  return {
    title: 'This folder is not there.',
    path,
    advice: 'It may have moved, or its disk is not connected. Open it again where it is now.',
    children: [],
  };
}

/** What is looked for, as a choice: `a, b or c`. */
export function anyOf(marks: readonly string[]): string {
  return marks.join(', ').replace(/, ([^,]*)$/, ' or $1');
}

function noWorkspace({
  path,
  children,
  marks,
  holds,
}: {
  readonly path: string;
  readonly children: readonly string[];
  readonly marks: readonly string[];
  readonly holds?: string | undefined;
}): ProblemText {
  const advice =
    children.length === 0
      ? `Open the folder that holds ${anyOf(marks)}.`
      : children.length === 1
        ? 'This folder in it is a workspace; open that one.'
        : 'These folders in it are workspaces; open one of them.';
  return {
    title: `No ${anyOf(marks)} in this folder.`,
    path,
    advice: holds === undefined || holds === '' ? advice : `${escapeForTerminal(holds)} ${advice}`,
    children,
  };
}
