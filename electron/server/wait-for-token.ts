import type { WebSocket } from 'ws';
import { NOT_LET_IN, WELCOME } from '../../shared/api/sockets.ts';
import type { Door } from './door.ts';
import type { Limits } from './limits.ts';
import { NOT_KNOWN } from './refusal.ts';

/**
 * Waits for a page's first message, which must be the token, and tells the page that it is let in. Whoever brings
 * something else is told why not; whoever brings nothing does not stay.
 */
export function waitForToken(socket: WebSocket, door: Door, limits: Limits, onKnown: () => void): void {
  const onError = (): void => undefined;
  const sendAway = (): void => {
    socket.close(NOT_LET_IN, NOT_KNOWN);
    const impatient = setTimeout(() => socket.terminate(), limits.closeMs);
    socket.once('close', () => clearTimeout(impatient));
  };
  const late = setTimeout(sendAway, limits.tokenMs);
  const onClose = (): void => clearTimeout(late);
  // What a stranger does wrong is no bug: `ws` closes with a code that says it.
  socket.on('error', onError);
  socket.once('close', onClose);
  socket.once('message', (data, isBinary) => {
    clearTimeout(late);
    if (isBinary || !door.knows((data as Buffer).toString('utf8'))) return sendAway();
    socket.off('close', onClose);
    socket.send(WELCOME);
    onKnown();
    // From here on whoever took it listens for errors.
    socket.off('error', onError);
  });
}
