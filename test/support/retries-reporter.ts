import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** Writes which tests passed only when they were asked again to the file that STEMMA_TEST_RETRIES names; vitest's own reports leave it out. */
export default class RetriesReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const file = process.env['STEMMA_TEST_RETRIES'];
    if (file === undefined) return;
    const retried = modules.flatMap((module) =>
      [...module.children.allTests()]
        .filter((test) => test.diagnostic()?.flaky === true)
        .map((test) => `${module.relativeModuleId} > ${test.fullName}`),
    );
    writeFileSync(file, JSON.stringify(retried));
  }
}
