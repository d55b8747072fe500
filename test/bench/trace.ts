import type { CDPSession } from '@playwright/test';

/** An event of a Chromium trace; times in microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  /** What the thread itself worked of `dur`: on a busy machine it waits for its turn. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
}

/** What the page's main thread did in each frame, in milliseconds. */
export interface FrameTimes {
  /** Of scripts alone. */
  readonly script: readonly number[];
  /** What scripts took of the processor: on a busy machine they wait for it in between. */
  readonly scriptWork: readonly number[];
  /** Of all its tasks: scripts, styles, layout, painting. */
  readonly all: readonly number[];
  /** The longest task. */
  readonly longestTask: number;
  /** The most that a task took of the processor. */
  readonly busiestTask: number;
}

/** Outermost events that run scripts, as older Chromiums and newer ones (156) call them. */
const SCRIPT = new Set([
  'FunctionCall',
  'EvaluateScript',
  'RunMicrotasks',
  'BlinkScheduler_PerformMicrotaskCheckpoint',
  'FireAnimationFrame',
  'TimerFire',
]);

/** A task of a thread. */
const TASK = new Set(['RunTask', 'ThreadControllerImpl::RunTask']);

/** Where a frame begins. */
function isFrame({ name, ph }: TraceEvent): boolean {
  return name === 'BeginMainThreadFrame' || (name === 'AnimationFrame' && ph === 'b');
}

function mainThread(events: readonly TraceEvent[]): (event: TraceEvent) => boolean {
  const names = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const busiest = names
    .map(({ pid, tid }) => ({
      pid,
      tid,
      count: events.filter((event) => event.pid === pid && event.tid === tid).length,
    }))
    .toSorted((one, other) => other.count - one.count)[0];
  return ({ pid, tid }) => pid === busiest?.pid && tid === busiest.tid;
}

/** Leaves out events inside others, so that nothing counts twice. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  const kept: TraceEvent[] = [];
  let end = -Infinity;
  for (const event of events.toSorted((one, other) => one.ts - other.ts)) {
    if (event.ts < end) continue;
    kept.push(event);
    end = event.ts + (event.dur ?? 0);
  }
  return kept;
}

/** Records what the main thread of a page does while something runs, by frames. */
export async function traceFrames(session: CDPSession, run: () => Promise<void>): Promise<FrameTimes> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'toplevel', '__metadata'] },
  });
  await run();
  const ended = new Promise<void>((resolve) => void session.once('Tracing.tracingComplete', () => resolve()));
  await session.send('Tracing.end');
  await ended;
  const own = events.filter(mainThread(events));
  const frames = own
    .filter((event) => isFrame(event))
    .map(({ ts }) => ts)
    .toSorted((one, other) => one - other);
  if (frames.length === 0) throw new Error('The trace names no frames: this Chromium calls them otherwise');
  const perFrame = (picked: readonly TraceEvent[], timeOf: (event: TraceEvent) => number): number[] => {
    const sums = frames.map(() => 0);
    for (const event of picked) {
      const frame = frames.findLastIndex((start) => start <= event.ts);
      if (frame >= 0) sums[frame] = (sums[frame] ?? 0) + timeOf(event) / 1000;
    }
    return sums;
  };
  const wall = ({ dur = 0 }: TraceEvent): number => dur;
  const complete = own.filter(({ ph }) => ph === 'X');
  const tasks = complete.filter(({ name }) => TASK.has(name));
  const scripts = outermost(complete.filter(({ name }) => SCRIPT.has(name)));
  return {
    script: perFrame(scripts, wall),
    scriptWork: perFrame(scripts, ({ tdur = 0 }) => tdur),
    all: perFrame(tasks, wall),
    longestTask: Math.max(0, ...tasks.map(({ dur = 0 }) => dur / 1000)),
    busiestTask: Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000)),
  };
}
