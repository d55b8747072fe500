/**
 * What some work takes of the processor in this thread, in milliseconds: a machine that is busy with other things changes
 * nothing about it, as it would about the time on the wall.
 */
export function processorTime(work: () => void): number {
  // Node before 23.9 knows only that of the whole process.
  const usage = typeof process.threadCpuUsage === 'function' ? process.threadCpuUsage : process.cpuUsage;
  const before = usage();
  work();
  const after = usage();
  return (after.user - before.user + after.system - before.system) / 1000;
}
