import { runProfiled, wantsProfile } from './profiled.ts';
import { run } from './run.ts';

const [, script = '', ...args] = process.argv;
process.exitCode = wantsProfile(args, process.execArgv)
  ? await runProfiled(script, args, (line) => process.stderr.write(`stemma: ${line}\n`))
  : await run(args);
