/** Roles by which things are named, and the elements that have them. */
const ELEMENTS = {
  button: 'button, [role=button], summary',
  checkbox: 'input[type=checkbox], [role=checkbox]',
  combobox: '[role=combobox]',
  columnheader: '[role=columnheader]',
  dialog: '[role=dialog]',
  image: '[role=img]',
  link: 'a[href]',
  menuitem: '[role=menuitem]',
  option: '[role=option]',
  radio: '[role=radio]',
  row: '[role=row]',
  tab: '[role=tab]',
  tree: '[role=tree]',
  treegrid: '[role=treegrid]',
  textbox: 'input[type=text], input:not([type]), textarea',
} as const;

/** See {@link ELEMENTS}. */
export type Role = keyof typeof ELEMENTS;

/** For so long something may not be there yet, in milliseconds; long, for machines that are busy. */
const PATIENCE_MS = 10_000;

const fits = (text: string, wanted: string | RegExp): boolean =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);

const plain = (text: string | null): string => (text ?? '').replaceAll(/\s+/g, ' ').trim();

/** What an element is called, near enough to what it is called by the rules of ARIA. */
function nameOf(element: Element): string {
  const labelled = element.getAttribute('aria-labelledby');
  if (labelled !== null) return plain(document.getElementById(labelled)?.textContent ?? null);
  const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
  return plain(element.getAttribute('aria-label') ?? label ?? element.textContent);
}

/** Resolves with what `find` finds as soon as it finds something. */
async function waitFor<Found>(what: string, find: () => Found | null, signal: AbortSignal): Promise<Found> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    if (signal.aborted) throw new Error(`${what}: another exhibit is shown by now`);
    const found = find();
    if (found !== null) return found;
    if (performance.now() > deadline) throw new Error(`${what} is not there`);
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
}

/** Does with an exhibit what a user would, and waits for what that needs. Rejects where something does not come. */
export class Hands {
  readonly #signal: AbortSignal;

  /** @param signal aborted when another exhibit is shown */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Waits until a text is seen. */
  async see(text: string | RegExp): Promise<void> {
    await waitFor(
      `“${text}”`,
      () => {
        const seen = plain(document.body.innerText);
        return (typeof text === 'string' ? seen.includes(text) : text.test(seen)) || null;
      },
      this.#signal,
    );
  }

  /** Waits for something by its role and name: the first that there is, or the one at a place. */
  find(role: Role, name: string | RegExp, at = 0): Promise<HTMLElement> {
    return waitFor(
      `${role} “${name}”`,
      () =>
        [...document.querySelectorAll<HTMLElement>(ELEMENTS[role])].filter(
          (element) => element.checkVisibility() && fits(nameOf(element), name),
        )[at] ?? null,
      this.#signal,
    );
  }

  /** Clicks on something. */
  async press(role: Role, name: string | RegExp, at = 0): Promise<void> {
    const element = await this.find(role, name, at);
    element.focus();
    element.click();
    // What follows from it is drawn before the next step.
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  }

  /** Moves the pointer to the middle of an element. */
  point(element: Element): void {
    const { left, top, width, height } = element.getBoundingClientRect();
    const place = { clientX: left + width / 2, clientY: top + height / 2 };
    element.dispatchEvent(new PointerEvent('pointermove', { ...place, bubbles: true, cancelable: true }));
  }

  /** Presses a key where the focus is. */
  key(key: string, options: { readonly ctrl?: boolean; readonly shift?: boolean } = {}): void {
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(
      new KeyboardEvent('keydown', {
        key,
        ctrlKey: options.ctrl ?? false,
        shiftKey: options.shift ?? false,
        bubbles: true,
        cancelable: true,
      }),
    );
  }

  /** Types into the box that has the focus. */
  type(text: string): void {
    const box = document.activeElement;
    if (!(box instanceof HTMLInputElement)) throw new Error('No box has the focus');
    // React knows of what is set by the prototype's own setter.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, text);
    box.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
