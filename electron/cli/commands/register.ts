import { resolve } from 'node:path';
import type { Command } from 'commander';
import { fail, ok, type Result } from '../../../shared/domain/result.ts';
import { parseChain, type ChainNode } from '../../../shared/format/chain.ts';
import { ARTIFACT_TYPES } from '../../../shared/format/file-name.ts';
import { escapeForTerminal } from '../../../shared/text/escape-for-terminal.ts';
import {
  register,
  type Registered,
  type RegisterError,
  type Registration,
} from '../../registry/bring-in/register.ts';
import { parseJson } from '../../registry/files/parse-json.ts';
import type { Outcome } from '../answer.ts';
import { cleanFailure } from '../clean/clean-failure.ts';
import type { Failure } from '../failure.ts';
import { fold, oneOf, several } from '../options/parse.ts';
import type { Asked, Session } from '../session.ts';
import { manifestPath } from '../workspace/paths.ts';

interface RegisterOptions {
  readonly manifest: string;
  readonly chain: string;
  readonly id?: string;
  readonly type: string;
  readonly class: string;
  readonly format: string;
  readonly fold?: number | 'all';
  readonly dependsOn?: readonly string[];
  readonly params?: string;
  readonly metaConfig?: string;
  readonly customName?: string;
  readonly apply?: true;
}

function usage(message: string): { readonly ok: false; readonly error: Failure } {
  return fail({ code: 'USAGE', message });
}

/** A map in JSON; null where none was given. */
function mapOf(option: string, text: string | undefined): Result<Record<string, unknown> | null, Failure> {
  if (text === undefined) return ok(null);
  const value = parseJson(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return ok(value as Record<string, unknown>);
  return usage(`${option} wants a map in JSON, such as '{"n_components": 6}'.`);
}

function wishOf({ workspace }: Asked, file: string, options: RegisterOptions): Result<Registration, Failure> {
  const chain = parseChain(options.chain);
  if (!chain.ok)
    return fail({
      code: 'BAD_CHAIN',
      message: `${options.chain} is no chain, at character ${chain.error.offset + 1}: ${chain.error.message}`,
    });
  const last: ChainNode | undefined = chain.value.groups.at(-1)?.at(-1);
  if (last === undefined) return usage('The chain names no operator.');
  const params = mapOf('--params', options.params);
  if (!params.ok) return params;
  const metaConfig = mapOf('--meta-config', options.metaConfig);
  if (!metaConfig.ok) return metaConfig;
  return ok({
    file: resolve(file),
    manifest: manifestPath(workspace, options.manifest),
    chain: options.chain,
    last,
    id: options.id ?? null,
    type: options.type,
    className: options.class,
    format: options.format,
    fold: options.fold === undefined || options.fold === 'all' ? null : options.fold,
    dependsOn: options.dependsOn ?? [],
    params: params.value ?? {},
    metaConfig: metaConfig.value,
    customName: options.customName ?? null,
  });
}

function failureOf(error: RegisterError, { cleaning }: Asked, session: Session): Failure {
  switch (error.code) {
    case 'ID_EXISTS':
    case 'SOURCES_MISSING':
    case 'CANNOT_REGISTER': {
      const { code, message, ...details } = error;
      return { code, message, details };
    }
    default:
      return cleanFailure(error, cleaning.site, session.globals);
  }
}

function textOf(done: Registered, isApplied: boolean): string {
  const verb = isApplied ? 'Registered' : 'Would register';
  const how = done.is_reused ? 'stored already' : 'to be stored';
  const lines = [
    `${verb} ${done.artifact_id} in ${done.manifest}`,
    `  ${done.path} (${isApplied ? 'stored' : how})`,
  ];
  if (!isApplied) lines.push('Nothing has changed. To do it: --apply');
  return lines.map((line) => `${escapeForTerminal(line)}\n`).join('');
}

async function answer(
  session: Session,
  asked: Asked,
  file: string,
  options: RegisterOptions,
): Promise<Outcome> {
  const wish = wishOf(asked, file, options);
  if (!wish.ok) return wish;
  const isApplied = options.apply === true;
  const done = await session.drive(() => register(asked.cleaning, wish.value, isApplied));
  if (!done.ok) return fail(failureOf(done.error, asked, session));
  return ok({
    document: isApplied ? { plan: done.value, result: done.value } : { plan: done.value, result: null },
    text: () => textOf(done.value, isApplied),
  });
}

/** `stemma register`. */
export function addRegisterCommand(program: Command, session: Session): void {
  program
    .command('register')
    .description("Store a file, and add its record to a pipeline's manifest; every other byte of that stays")
    .argument('<file>', 'the bytes')
    .requiredOption('--manifest <path>', 'the manifest of the pipeline')
    .requiredOption('--chain <path>', 'its operator chain')
    .requiredOption('--type <type>', ARTIFACT_TYPES.join(', '), oneOf(ARTIFACT_TYPES))
    .requiredOption('--class <name>', 'its class, such as PLSRegression')
    .requiredOption('--format <format>', 'such as joblib')
    .option('--id <id>', 'its artifact id (default: by pipeline, chain and fold)')
    .option('--fold <n>', 'its fold, or all', fold)
    .option(
      '--depends-on <id>',
      'an artifact that it needs; may be repeated',
      several((text) => text),
    )
    .option('--params <json>', 'its parameters')
    .option('--meta-config <json>', 'the sources of a meta-model')
    .option('--custom-name <name>', 'the name that it was given')
    .option('--apply', 'do it')
    .action((file: string, options: RegisterOptions) =>
      session.ask((asked) => answer(session, asked, file, options)),
    );
}
