/**
 * The names of the messages between a window's preload and the main process. A page that starts says `hello`, so that
 * what an earlier page of the same window left open is closed. Connections are numbered by the preload.
 */
export const TO_MAIN = {
  /** () */
  hello: 'stemma:hello',
  /** (connection, part) */
  open: 'stemma:open',
  /** (connection, message) */
  message: 'stemma:message',
  /** (connection) */
  close: 'stemma:close',
  /** (paths), invoked: answers the id of the drop */
  drop: 'stemma:drop',
} as const;

/** See {@link TO_MAIN}. */
export const TO_WINDOW = {
  /** (connection, message) */
  message: 'stemma:message',
  /** (connection, reason) */
  closed: 'stemma:closed',
  /** (command) */
  command: 'stemma:command',
} as const;
