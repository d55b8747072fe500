import { useLayoutEffect, useState, type RefObject } from 'react';

/** The inner size of an element in pixels. */
export interface ElementSize {
  readonly width: number;
  readonly height: number;
}

/** The inner size of an element, kept up to date; null before it is measured. */
export function useSize(element: RefObject<Element | null>): ElementSize | null {
  const [size, setSize] = useState<ElementSize | null>(null);
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return undefined;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = measured;
      setSize((known) => (known?.width === width && known.height === height ? known : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
