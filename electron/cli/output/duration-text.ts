import { graceText } from './grace.ts';

/** A time as an option takes it: `24h`, `30m`. */
export function durationText(milliseconds: number): string {
  return milliseconds === 0 ? '0' : graceText(milliseconds).replace(' ', '').replace('min', 'm');
}
