import type { Cleaning } from '../../electron/registry/change/look.ts';
import type { ProcessTable } from '../../electron/registry/change/lock-owner.ts';
import type { WritableFileSystem } from '../../electron/registry/files/writable-file-system.ts';
import { cleaningOf } from './support.ts';

let lastPid = 1000;

/** A machine on which all processes but this new one are dead: the lock of one that crashed is taken over. */
export function newProcess(): ProcessTable {
  lastPid += 1;
  const own = lastPid;
  return {
    user: 'mara',
    host: 'test',
    bootId: 'boot',
    pidNamespace: 'one',
    pid: own,
    startTime: () => String(own),
    stateOf: (other) => (other === own ? 'alive' : 'dead'),
  };
}

/** A machine on which all processes live on, stopped or not: the lock of another is only taken by hand. */
export function livingProcess(): ProcessTable {
  return { ...newProcess(), startTime: String, stateOf: () => 'alive' };
}

/** A workspace to be cleaned by a process of its own, after the death of all others. */
export function afterRestart(root: string, fs?: WritableFileSystem, now?: () => number): Cleaning {
  return cleaningOf(root, {
    processes: newProcess(),
    ...(fs === undefined ? {} : { fs }),
    ...(now === undefined ? {} : { now }),
  });
}
