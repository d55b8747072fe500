import { exactBytes } from '../../../shared/text/format-number.ts';
import type { Page } from './page.ts';
import type { Tone } from './style.ts';
import { pad, widthOf } from './text-width.ts';

/** A heading over what follows it. */
export function heading(text: string, page: Page): string {
  return `${page.style('strong', text)}\n`;
}

/** Parts one below the other with an empty line between; empty parts are left out. */
export function parts(...texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join('\n');
}

/** One line of a list of facts. */
export interface Fact {
  readonly name: string;
  /** Escaped already; empty ones are left out. */
  readonly value: string;
  readonly tone?: Tone;
}

/** Facts as two columns: names, values. */
export function facts(list: readonly Fact[], page: Page, indent: string = '  '): string {
  const shown = list.filter(({ value }) => value !== '');
  const width = shown.reduce((most, { name }) => Math.max(most, widthOf(name)), 0);
  return shown
    .map(({ name, value, tone = 'plain' }) => {
      const label = page.style('quiet', pad(name, width, 'left'));
      return `${indent}${label}  ${page.style(tone, value)}\n`;
    })
    .join('');
}

/** `1 file`, `3 files`. */
export function counted(count: number, one: string, page: Page, many: string = `${one}s`): string {
  return `${page.count(count)} ${count === 1 ? one : many}`;
}

/** A size to the byte, `4761 bytes`, for people who compare. */
export function exactCount(bytes: number): string {
  return exactBytes(bytes, { ascii: true });
}
