/** Only pages of the same server, its port included, hear a channel's messages. */
const CHANNEL = 'stemma-token';

/** How long other tabs have to answer, in milliseconds: they are on the same machine, and one is enough. */
const ANSWER_MS = 500;

const ASK = 'ask';

/** Asks the other tabs of this server for its token, so that a link that is opened in a new tab is let in too. */
export function askOtherTabs(): Promise<string | null> {
  return new Promise((resolve) => {
    const channel = new BroadcastChannel(CHANNEL);
    const done = (token: string | null): void => {
      clearTimeout(late);
      channel.close();
      resolve(token);
    };
    const late = setTimeout(() => done(null), ANSWER_MS);
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'object' && data !== null && 'token' in data && typeof data.token === 'string') {
        done(data.token);
      }
    });
    channel.postMessage(ASK);
  });
}

/** Answers other tabs that ask, for as long as this page lives; `token` is null while there is none. */
export function answerOtherTabs(token: () => string | null): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const known = data === ASK ? token() : null;
    if (known !== null) channel.postMessage({ token: known });
  });
}
