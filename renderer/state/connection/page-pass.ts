import { answerOtherTabs, askOtherTabs } from './other-tabs.ts';
import { exchangeSecret, Pass, splitSecret, tabStore } from './pass.ts';

/** Makes the pass of this page in a browser, and takes the secret out of the address bar. */
export function createPagePass(): Pass {
  const { secret, rest } = splitSecret(window.location.href);
  // In place of the entry with the secret, so that Back does not lead there.
  if (secret !== null) window.history.replaceState(window.history.state, '', rest);
  answerOtherTabs(() => tabStore.read());
  return new Pass({ secret, store: tabStore, exchange: exchangeSecret, askOthers: askOtherTabs });
}
