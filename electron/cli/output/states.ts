import type { Namer } from '../../../shared/domain/namer.ts';
import type { RecordState, PipelineState, FileState } from '../../../shared/domain/states.ts';
import type { Tone } from './style.ts';

/** The tone of the state of a file, or of a record's file. */
export function fileTone(state: FileState | RecordState): Tone {
  switch (state) {
    case 'referenced':
    case 'present':
      return 'plain';
    case 'kept':
    case 'recent':
    case 'undecided':
    case 'foreign':
    case 'unknown':
      return 'quiet';
    case 'orphan':
      return 'warn';
    case 'missing':
    case 'outside':
    case 'differs':
      return 'danger';
  }
}

/** The tone of the state of a pipeline. */
export function pipelineTone(state: PipelineState): Tone {
  switch (state) {
    case 'complete':
      return 'plain';
    case 'running':
    case 'unknown':
      return 'quiet';
    case 'failed':
      return 'warn';
    case 'unreadable':
      return 'danger';
  }
}

/**
 * Why a file is in its state, as the end of "FILE is ...".
 *
 * @param isGone whether all that stands in the way of calling files orphans are manifests on a disk that is not there
 */
export function reasonFor(state: FileState | 'missing' | 'unknown', isGone: boolean, { one }: Namer): string {
  switch (state) {
    case 'referenced':
      return 'referenced';
    case 'kept':
      return 'kept: a row of the database names it, though no chain uses that';
    case 'foreign':
      return 'foreign: its name is none that nirs4all writes there, so it is never cleaned unasked';
    case 'recent':
      return `recent: no ${one} names it yet, and a running pipeline may still claim it`;
    case 'undecided':
      return `undecided: no ${one} that can be read names it, but one that ${isGone ? 'is on a disk that is not there' : 'is unreadable'}, or misses its file, may mean it`;
    case 'orphan':
      return `an orphan: no ${one} names it`;
    case 'missing':
      return `missing: a ${one} names it, and it is not there`;
    case 'unknown':
      return "not known: the folder that it would lie in can't be listed";
  }
}
