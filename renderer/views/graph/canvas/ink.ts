/** A colour as numbers from 0 to 255. */
type Rgb = readonly [red: number, green: number, blue: number];

/** The colours of the page as a canvas needs them, which knows no properties and no colours of the system. */
export interface Ink {
  /** The colour that a CSS property of the tokens holds. */
  readonly color: (property: string) => string;
  /** So much of the first over the second, from 0 to 1. */
  readonly mixed: (over: string, under: string, share: number) => string;
  readonly font: string;
}

function rgbOf(text: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}

const written = ([red, green, blue]: Rgb): string => `rgb(${red}, ${green}, ${blue})`;

/** Reads the colours that an element has now. */
export function inkOf(element: HTMLElement): Ink {
  const probe = document.createElement('i');
  probe.hidden = true;
  element.append(probe);
  const known = new Map<string, Rgb>();
  const read = (property: string): Rgb => {
    const before = known.get(property);
    if (before !== undefined) return before;
    probe.style.color = `var(${property})`;
    const color = rgbOf(getComputedStyle(probe).color);
    known.set(property, color);
    return color;
  };
  const { fontFamily } = getComputedStyle(element);
  return {
    color: (property) => written(read(property)),
    mixed: (over, under, share) => {
      const [above, below] = [read(over), read(under)];
      const mix = (at: 0 | 1 | 2): number => Math.round(above[at] * share + below[at] * (1 - share));
      return written([mix(0), mix(1), mix(2)]);
    },
    font: fontFamily,
  };
}
