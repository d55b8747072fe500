/**
 * One end of the line to the core, whatever it runs in: a thread, or a process of its own. Messages are structured
 * clones, without transferred ports, which only threads know.
 */
export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Calls `listener` once when the other end is gone, with the reason for people who look into it. */
  onGone(listener: (reason: string) => void): void;
  /** Ends the other side wherever it is, as a crash would. A thread that is inside SQLite takes the process with it. */
  terminate(): Promise<void>;
}
