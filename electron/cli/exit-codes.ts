/** How the process ends. Scripts depend on these numbers. */
export const EXIT = {
  done: 0,
  /** Stored bytes are not what the records say. */
  damage: 1,
  usage: 2,
  refused: 3,
  notFound: 4,
  cycle: 5,
  bug: 70,
  interrupted: 130,
} as const;

/** See {@link EXIT}. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
