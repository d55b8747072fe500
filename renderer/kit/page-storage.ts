/** The page's storage, or null where the browser forbids it: then a choice lasts as long as the page. */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'SecurityError') return null;
    throw error;
  }
}

/** What was kept under a name for this and later sessions; null where nothing was. */
export function keptText(name: string): string | null {
  return storage()?.getItem(`stemma.${name}`) ?? null;
}

/** Keeps a text under a name; where there is no room or no permission, it is not kept. */
export function keepText(name: string, text: string): void {
  try {
    storage()?.setItem(`stemma.${name}`, text);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'QuotaExceededError')) throw error;
  }
}
