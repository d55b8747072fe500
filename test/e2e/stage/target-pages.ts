import type { BrowserContext, Page } from '@playwright/test';

const names = new WeakMap<Page, string>();

async function nameOf(context: BrowserContext, page: Page): Promise<string | null> {
  const known = names.get(page);
  if (known !== undefined) return known;
  try {
    const session = await context.newCDPSession(page);
    const { targetInfo } = await session.send('Target.getTargetInfo');
    await session.detach();
    names.set(page, targetInfo.targetId);
    return targetInfo.targetId;
  } catch (error) {
    // It was closed meanwhile.
    if (page.isClosed() || page.url() === 'about:blank') return null;
    throw error;
  }
}

/** Pages that another connection to the same Chromium has opened, by the names that Chromium itself gives them. */
export class TargetPages {
  readonly #context: BrowserContext;

  constructor(context: BrowserContext) {
    this.#context = context;
  }

  /** Those of these names that are open, in the order of the names. */
  async named(targets: readonly string[]): Promise<Page[]> {
    const byName = new Map<string | null, Page>();
    for (const page of this.#context.pages()) byName.set(await nameOf(this.#context, page), page);
    return targets.flatMap((target) => byName.get(target) ?? []);
  }
}
