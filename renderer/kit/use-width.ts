import type { RefObject } from 'react';
import { useSize } from './use-size.ts';

/** The inner width of an element in pixels, kept up to date; `Infinity` before it is measured. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  return useSize(element)?.width ?? Infinity;
}
