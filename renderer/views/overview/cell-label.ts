import { shortNameOf } from '../../../shared/search/short-names.ts';
import type { SizeNode } from '../../../shared/api/workspace/sizes.ts';
import { isolated, withoutIsolation } from '../../text/isolated.ts';
import { sizeName } from './size-name.ts';

/** A text cut to fewer letters than these says nothing. */
const LEAST_LETTERS = 3;

const SEGMENTER = new Intl.Segmenter();

/** What people take for one letter each, accents and all; most texts have nothing else than ASCII. */
function lettersOf(text: string): readonly string[] {
  return /^[\x20-\x7e]*$/.test(text)
    ? text.split('')
    : Array.from(SEGMENTER.segment(text), ({ segment }) => segment);
}

/** The text as far as it fits into some pixels, with `…` where it does not; empty where no `least` letters do. */
export function fittedText(
  widthOf: (text: string) => number,
  text: string,
  width: number,
  least = 1,
): string {
  if (widthOf(text) <= width) return text;
  const letters = lettersOf(withoutIsolation(text));
  const cut = (count: number): string => isolated(`${letters.slice(0, count).join('')}…`);
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (widthOf(cut(middle)) <= width) low = middle;
    else high = middle - 1;
  }
  return low < least ? '' : cut(low);
}

/**
 * What a narrow area is called: its name, or what people call the class for short, or the class without its module, or as much of that
 * as says something.
 */
export function cellLabel(widthOf: (text: string) => number, node: SizeNode, width: number): string {
  const name = sizeName(node);
  if (widthOf(name) <= width) return name;
  const short = node.kind === 'class' ? shortNameOf(node.name) : null;
  if (short !== null && widthOf(short) <= width) return short;
  const last = node.kind === 'class' ? node.name.slice(node.name.lastIndexOf('.') + 1) : '';
  return fittedText(widthOf, last === '' ? name : sizeName({ ...node, name: last }), width, LEAST_LETTERS);
}
