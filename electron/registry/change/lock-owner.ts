import { hostname, userInfo } from 'node:os';
import { readFileSync } from 'node:fs';
import { attempt, type FileSystem } from '../files/file-system.ts';
import { parseJson } from '../files/parse-json.ts';

/**
 * Who holds the lock. What a system can't tell is null: macOS and Windows have no /proc, so there neither boot, nor
 * namespace, nor start time is known, and a lock left behind is only taken over by hand.
 */
export interface LockOwner {
  /** For people alone; null where the system knows no name, or the lock is of an older Stemma. */
  readonly user: string | null;
  readonly host: string;
  /** Told anew by the kernel with every start of the machine. */
  readonly boot_id: string | null;
  /** The numbers of processes mean something only inside their own namespace (containers have their own). */
  readonly pid_namespace: string | null;
  readonly pid: number;
  /** In ticks since the boot: a number of a process is used again, but not with the same start. */
  readonly start_time: string | null;
  /** Told apart from any other lock. */
  readonly nonce: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

/** What is known of a process of this machine; `unknown` where the system does not say. */
export type ProcessState = 'alive' | 'dead' | 'unknown';

/** What the lock asks of the system, so that tests can be another machine. */
export interface ProcessTable {
  readonly user: string | null;
  readonly host: string;
  readonly bootId: string | null;
  readonly pidNamespace: string | null;
  readonly pid: number;
  /** When a process started, null where there is none or nobody knows. */
  startTime(pid: number): string | null;
  /** Whether a process of this number is there, whatever program it runs. */
  stateOf(pid: number): ProcessState;
}

/** A file of the kernel, which states no size: it is no part of a workspace, and is believed. */
function textOf(path: string): string | null {
  const text = attempt(() => readFileSync(path, 'utf8'));
  return text.ok ? text.value.trim() : null;
}

/** Field 22 of /proc/PID/stat; the name of the process before it may hold spaces and brackets. */
function startTime(pid: number): string | null {
  const stat = textOf(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function stateOf(pid: number): ProcessState {
  try {
    process.kill(pid, 0);
    return 'alive';
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    if (error.code === 'ESRCH') return 'dead';
    // EPERM: it is there, and somebody else's.
    return error.code === 'EPERM' ? 'alive' : 'unknown';
  }
}

/** The name of the user who runs this program; null where the system has none for them, as in some containers. */
function userName(): string | null {
  try {
    return userInfo().username;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

/** The machine that this program runs on. */
export function thisMachine(fs: FileSystem): ProcessTable {
  const namespace = fs.stat('/proc/self/ns/pid');
  return {
    user: userName(),
    host: hostname(),
    bootId: textOf('/proc/sys/kernel/random/boot_id'),
    pidNamespace: namespace.ok ? `${namespace.value.device}:${namespace.value.inode}` : null,
    pid: process.pid,
    startTime,
    stateOf,
  };
}

/** Who we are, for a lock. */
export function ownerHere(table: ProcessTable, nonce: string, nowMs: number): LockOwner {
  return {
    user: table.user,
    host: table.host,
    boot_id: table.bootId,
    pid_namespace: table.pidNamespace,
    pid: table.pid,
    start_time: table.startTime(table.pid),
    nonce,
    since: new Date(nowMs).toISOString(),
  };
}

/**
 * Whether the owner is sure to be dead: it ran since the same boot of this machine, where its number means the same, and no
 * process has it, or another one that started at another time. In any doubt the answer is no.
 */
export function isSurelyDead(owner: LockOwner, table: ProcessTable): boolean {
  if (table.bootId === null || table.pidNamespace === null) return false;
  if (owner.host !== table.host || owner.boot_id !== table.bootId) return false;
  if (owner.pid_namespace !== table.pidNamespace) return false;
  const state = table.stateOf(owner.pid);
  if (state !== 'alive') return state === 'dead';
  const started = table.startTime(owner.pid);
  return started !== null && owner.start_time !== null && started !== owner.start_time;
}

/** Whether the owner is this process: as far as the system says, the number of a living process means just one. */
export function isThisProcess(owner: LockOwner, table: ProcessTable): boolean {
  return (
    owner.pid === table.pid &&
    owner.host === table.host &&
    owner.boot_id === table.bootId &&
    owner.pid_namespace === table.pidNamespace &&
    owner.start_time === table.startTime(table.pid)
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || isText(value);
}

/** Reads what a lock says; null where it says nothing that we wrote: cut off by a crash, or somebody else's. */
export function parseOwner(bytes: Uint8Array): LockOwner | null {
  const value = parseJson(Buffer.from(bytes).toString('utf8'));
  if (typeof value !== 'object' || value === null) return null;
  const {
    user = null,
    host,
    boot_id,
    pid_namespace,
    pid,
    start_time,
    nonce,
    since,
  } = value as Record<string, unknown>;
  if (!isText(host) || !isText(nonce) || !isText(since) || typeof pid !== 'number') return null;
  if (
    !isTextOrNull(user) ||
    !isTextOrNull(boot_id) ||
    !isTextOrNull(pid_namespace) ||
    !isTextOrNull(start_time)
  )
    return null;
  return { user, host, boot_id, pid_namespace, pid, start_time, nonce, since };
}

/** For people: who holds the lock, as far as it says. */
export function ownerText(owner: LockOwner | null, heartbeatMs: number | null, nowMs: number): string {
  if (owner === null) return 'by something that does not say what it is';
  const beat =
    heartbeatMs === null
      ? ''
      : `, last heard of ${Math.max(0, Math.round((nowMs - heartbeatMs) / 1000))} s ago`;
  return `by process ${owner.pid} on ${owner.host} since ${owner.since}${beat}`;
}
