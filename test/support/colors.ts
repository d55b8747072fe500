/** A colour as red, green and blue from 0 to 1, as sRGB writes them. */
export type Rgb = readonly [number, number, number];

/** A colour that CSS writes as `#1c5cc9`. */
export function rgbOf(hex: string): Rgb {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

/** What is seen of a colour of some opacity over another one. */
export function over(color: Rgb, opacity: number, below: Rgb): Rgb {
  const part = (at: 0 | 1 | 2): number => color[at] * opacity + below[at] * (1 - opacity);
  return [part(0), part(1), part(2)];
}

const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

/** Lightness, and how red and how yellow: OKLab (Björn Ottosson, 2020), where equal distances look about equally far apart. */
function okLab([red, green, blue]: Rgb): Rgb {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** How far two colours look apart, in hundredths of OKLab: below 2 nobody tells them apart side by side. */
export function distance(one: Rgb, other: Rgb): number {
  const [first, second] = [okLab(one), okLab(other)];
  return 100 * Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

/** The contrast of WCAG 2, from 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const luminance = ([r, g, b]: Rgb): number => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const [first, second] = [luminance(one), luminance(other)];
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}
