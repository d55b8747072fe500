import type { ReactElement } from 'react';

interface Look {
  readonly label: string;
  readonly color: string;
  /** On a grid of 12 by 12. */
  readonly path: string;
  readonly isRing?: boolean;
}

const LOOKS: ReadonlyMap<string, Look> = new Map([
  ['transformer', { label: 'transformer', color: '--t-transformer', path: 'M2 2h8v8H2z' }],
  ['model', { label: 'model', color: '--t-model', path: 'M6 1.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 1 1 0-9.6z' }],
  [
    'meta_model',
    {
      label: 'meta-model',
      color: '--t-meta',
      path: 'M6 1.8a4.2 4.2 0 1 1 0 8.4a4.2 4.2 0 1 1 0-8.4z',
      isRing: true,
    },
  ],
  ['splitter', { label: 'splitter', color: '--t-splitter', path: 'M6 .8 11.2 6 6 11.2.8 6z' }],
  ['encoder', { label: 'encoder', color: '--t-encoder', path: 'M6 1.2 11.2 10.6H.8z' }],
]);

const UNKNOWN: Look = { label: 'unknown type', color: '--text-3', path: 'M3 5h6v2H3z' };

/** What people call an artifact type; types that we don't know keep their name. */
export function typeLabel(type: string | null): string {
  if (type === null || type === '') return 'unknown type';
  return LOOKS.get(type)?.label ?? type.replaceAll('_', ' ');
}

/** The name of the CSS property that holds the colour of an artifact type. */
export function typeColor(type: string | null): string {
  return LOOKS.get(type ?? '')?.color ?? '--text-3';
}

/** The shape of an artifact type as the path of an SVG, on a grid of 12 by 12; for what is drawn by hand. */
export function typeShape(type: string | null): string {
  return (LOOKS.get(type ?? '') ?? UNKNOWN).path;
}

/** Whether that path is a line to draw along, and not an area to fill. */
export function isRing(type: string | null): boolean {
  return LOOKS.get(type ?? '')?.isRing === true;
}

/** The shape of an artifact type. The shape carries the meaning, the colour repeats it. */
export function TypeMark({
  type,
  size = 10,
}: {
  readonly type: string | null;
  readonly size?: number;
}): ReactElement {
  const { color, path, isRing: hasHole = false } = LOOKS.get(type ?? '') ?? UNKNOWN;
  const tone = `var(${color})`;
  return (
    <svg
      className="mark"
      width={size}
      height={size}
      viewBox="0 0 12 12"
      role="img"
      aria-label={typeLabel(type)}
    >
      <path
        d={path}
        fill={hasHole ? 'none' : tone}
        stroke={hasHole ? tone : 'none'}
        strokeWidth={hasHole ? 2.6 : 0}
      />
      {hasHole && <circle cx="6" cy="6" r="1.6" fill={tone} />}
    </svg>
  );
}
