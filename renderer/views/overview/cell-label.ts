import { shortNameOf } from '../../../shared/search/short-names.ts';
import type { SizeNode } from '../../../shared/api/workspace/sizes.ts';
import { sizeName } from './size-name.ts';

/** A text cut to fewer letters than these says nothing. */
const LEAST_LETTERS = 3;

/** The text as far as it fits into some pixels, with `…` where it does not; empty where no `least` letters do. */
export function fittedText(
  widthOf: (text: string) => number,
  text: string,
  width: number,
  least = 1,
): string {
  if (widthOf(text) <= width) return text;
  const signs = Array.from(text);
  let [low, high] = [0, signs.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(`${signs.slice(0, middle).join('')}…`) <= width) low = middle;
    else high = middle - 1;
  }
  return low < least ? '' : `${signs.slice(0, low).join('')}…`;
}

/** What a narrow area is called: its name, or what people call the class for short, or as much of the name as says something. */
export function cellLabel(widthOf: (text: string) => number, node: SizeNode, width: number): string {
  const name = sizeName(node);
  if (widthOf(name) <= width) return name;
  const short = node.kind === 'class' ? shortNameOf(node.name) : null;
  if (short !== null && widthOf(short) <= width) return short;
  return fittedText(widthOf, name, width, LEAST_LETTERS);
}
