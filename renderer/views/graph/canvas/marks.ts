import { isRing, typeColor, typeShape } from '../../../kit/type-mark.tsx';
import type { Ink } from './ink.ts';

function asImage(content: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 12 12">${content}</svg>`;
  return `data:image/svg+xml;utf8,${encodeURIComponent(svg)}`;
}

/** The shape of an artifact type as a picture for the canvas. */
export function typeImage(ink: Ink, type: string | null): string {
  const color = ink.color(typeColor(type));
  const path = typeShape(type);
  return asImage(
    isRing(type)
      ? `<path d="${path}" fill="none" stroke="${color}" stroke-width="2.6"/><circle cx="6" cy="6" r="1.6" fill="${color}"/>`
      : `<path d="${path}" fill="${color}"/>`,
  );
}

/** The sign of a stored file as a picture for the canvas. */
export function fileImage(ink: Ink): string {
  const color = ink.color('--text-3');
  return asImage(`<path d="M3 1.5h4l2 2v7H3z" fill="none" stroke="${color}" stroke-width="1.2"/>`);
}
