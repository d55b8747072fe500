import {
  writableNodeFileSystem,
  type WritableFileSystem,
} from '../../electron/registry/files/writable-file-system.ts';
import { failing } from '../support/bent-file-system.ts';

/** The program ended at this place: what a test throws in place of a call. */
export class Crash extends Error {}

/**
 * What happens to a call: it works; the program ends right before it; it fails with a code of the system; or it says that it
 * failed though it was done, as a file server may whose answer was lost.
 */
export type Fate =
  'works' | 'crash' | { readonly fails: string } | { readonly isDone: true; readonly says: string };

type Call = (...values: never[]) => unknown;

/** Calls that only look; what is on the disk is the same before and after them. */
const LOOKS: ReadonlySet<string> = new Set([
  'list',
  'lstat',
  'stat',
  'read',
  'realPath',
  'open',
  'readPart',
  'close',
  'fileSystemType',
  'mountPoints',
  'isOwn',
  'freeFiles',
  'freeBytes',
]);

/** Whether a call changes something. */
export function isChange(name: string): boolean {
  return !LOOKS.has(name);
}

/** Files of the system that say who runs, which are no part of a workspace. */
function isOfTheSystem(path: string): boolean {
  return path.startsWith('/proc/');
}

/** A file system of which a test decides the fate of each call. */
export interface FatefulFileSystem {
  readonly fs: WritableFileSystem;
  /** From now on calls are counted and have fates; before, all work. */
  begin(): void;
  /** How many calls had a fate. */
  calls(): number;
  /** The last call that did not work. */
  struck(): string | null;
}

/**
 * The real file system, of which a test decides the fate of each call, told its name, its number from 0, and its path. After a
 * crash no further call does anything, as after the death of the process.
 */
export function fatefulFileSystem(
  fateOf: (name: string, number: number, path: string) => Fate,
  counts: (name: string) => boolean = () => true,
): FatefulFileSystem {
  let number = 0;
  let hasBegun = false;
  let isDead = false;
  let struck: string | null = null;
  const entries = Object.entries(writableNodeFileSystem).map(([name, call]) => {
    const really = call as Call;
    const bent = (...values: never[]): unknown => {
      if (isDead) throw new Crash(name);
      const path = String(values[0]);
      if (!hasBegun || name === 'mountPoints' || isOfTheSystem(path) || !counts(name))
        return really(...values);
      const fate = fateOf(name, number, path);
      number += 1;
      if (fate === 'works') return really(...values);
      struck = `${name} ${path}`;
      if (fate === 'crash') {
        isDead = true;
        throw new Crash(name);
      }
      if ('fails' in fate) return failing(fate.fails);
      really(...values);
      return failing(fate.says);
    };
    return [name, bent];
  });
  return {
    fs: Object.fromEntries(entries) as WritableFileSystem,
    begin: () => {
      hasBegun = true;
    },
    calls: () => number,
    struck: () => struck,
  };
}
