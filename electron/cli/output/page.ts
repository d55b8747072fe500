import type { Namer } from '../../../shared/domain/namer.ts';
import { formatAge } from '../../../shared/text/duration.ts';
import { formatCount } from '../../../shared/text/format-number.ts';
import { plainStyle, terminalStyle, type Style } from './style.ts';

/** What text for people is laid out for. */
export interface Page {
  /** Columns of the terminal. */
  readonly width: number;
  readonly style: Style;
  /** Milliseconds since 1970; ages are counted from here. */
  readonly nowMs: number;
  /** What names stored files in the workspace that is told of. */
  readonly namer: Namer;
  /** A whole number, its thousands apart on a terminal. */
  count(count: number): string;
  /** How long ago an ISO 8601 time was: `10 mo`; empty for none. */
  age(time: string | null | undefined): string;
}

/** Columns of text that goes into a pipe or file. */
const PIPED_WIDTH = 100;

/** A narrower terminal gets lines that it breaks itself. */
const NARROWEST = 40;

/** What decides how text looks. */
export interface PageOptions {
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
  readonly colour: boolean;
  readonly nowMs: number;
  readonly namer: Namer;
}

/** Makes a page for a terminal, or for a pipe. */
export function makePage({ isTerminal, columns, colour, nowMs, namer }: PageOptions): Page {
  return {
    width: isTerminal ? Math.max(NARROWEST, columns ?? PIPED_WIDTH) : PIPED_WIDTH,
    style: colour ? terminalStyle : plainStyle,
    nowMs,
    namer,
    count: (count) => formatCount(count, { ascii: !isTerminal }),
    age: (time) => {
      const then = time === null || time === undefined ? Number.NaN : Date.parse(time);
      return Number.isNaN(then) ? '' : formatAge(nowMs - then);
    },
  };
}

/** Colour is for terminals alone, and never where `NO_COLOR` is set (no-color.org) or the terminal is dumb. */
export function wantsColour(isTerminal: boolean, flag: boolean, environment: NodeJS.ProcessEnv): boolean {
  const noColour = environment['NO_COLOR'] ?? '';
  return isTerminal && flag && noColour === '' && environment['TERM'] !== 'dumb';
}
