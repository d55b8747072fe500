import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NO_DRAG,
  nextDrag,
  SILENCE_MS,
  silenceLeft,
  type DragHappening,
  type DragState,
} from '../../renderer/flows/import/drop/drag-state.ts';
import { expectAlways, often } from '../support/property.ts';

/** What is known after all of it. */
function after(...happenings: readonly DragHappening[]): DragState {
  return happenings.reduce(nextDrag, NO_DRAG);
}

const enter = (atMs = 0): DragHappening => ({ kind: 'enter', hasFiles: true, atMs });
const over = (atMs: number): DragHappening => ({ kind: 'over', hasFiles: true, atMs });
const leave = (isOutside: boolean): DragHappening => ({ kind: 'leave', isOutside });
const time = (atMs: number): DragHappening => ({ kind: 'time', atMs });

describe('a drag over the window', () => {
  it('is seen when files come in', () => {
    expect(after(enter())).toEqual({ isOver: true, heardMs: 0 });
  });

  it('is not seen when something else does', () => {
    expect(after({ kind: 'enter', hasFiles: false, atMs: 0 })).toBe(NO_DRAG);
    expect(after({ kind: 'over', hasFiles: false, atMs: 0 })).toBe(NO_DRAG);
  });

  it.each(['drop', 'escape', 'blur'] as const)('is gone after %s', (kind) => {
    expect(after(enter(), over(50), { kind })).toBe(NO_DRAG);
  });

  it('is gone when it leaves the window, not when it goes to another element', () => {
    expect(after(enter(), leave(true))).toBe(NO_DRAG);
    expect(after(enter(), leave(false))).toMatchObject({ isOver: true });
  });

  it('survives what browsers tell of children: enters without leaves, and leaves after enters', () => {
    expect(after(enter(), enter(10), enter(20), leave(false), over(30))).toMatchObject({ isOver: true });
    expect(after(enter(), enter(10), enter(20), leave(true))).toBe(NO_DRAG);
  });

  it('is gone when nothing is heard of it any more, as after a cancelled one', () => {
    expect(after(enter(), over(100), time(100 + SILENCE_MS - 1))).toMatchObject({ isOver: true });
    expect(after(enter(), over(100), time(100 + SILENCE_MS))).toBe(NO_DRAG);
  });

  it('is seen again when it goes on after all', () => {
    expect(after(enter(), time(SILENCE_MS), over(900))).toEqual({ isOver: true, heardMs: 900 });
  });

  it('says how long it may be silent', () => {
    expect(silenceLeft(NO_DRAG, 0)).toBeNull();
    expect(silenceLeft(after(enter(), over(100)), 150)).toBe(SILENCE_MS - 50);
    expect(silenceLeft(after(enter()), 10_000)).toBe(0);
  });

  it('never sticks: whatever came before, silence or leaving ends it', () => {
    const kind = fc.constantFrom('drop', 'escape', 'blur' as const);
    const happening: fc.Arbitrary<(atMs: number) => DragHappening> = fc.oneof(
      fc
        .record({ hasFiles: fc.boolean(), kind: fc.constantFrom('enter', 'over') })
        .map((move) => (atMs: number) => ({ ...move, atMs })),
      fc.boolean().map((isOutside) => () => leave(isOutside)),
      kind.map((end) => () => ({ kind: end })),
      fc.constant(time),
    );
    expectAlways(
      fc.property(fc.array(fc.tuple(happening, fc.nat(500))), (heard) => {
        let state: DragState = NO_DRAG;
        let now = 0;
        for (const [make, passed] of heard) {
          now += passed;
          state = nextDrag(state, make(now));
        }
        expect(nextDrag(state, leave(true))).toBe(NO_DRAG);
        const left = silenceLeft(state, now);
        expect(nextDrag(state, time(now + (left ?? 0)))).toBe(NO_DRAG);
      }),
      often(300, 20_000),
    );
  });
});
