import type { DefaultSeen, OptionSeen } from '../../../trace/observation.ts'
import { truth } from '../../../trace/value.ts'
import { libraryByImport } from '../../../knowledge/libraries.ts'
import { statementOnMac } from '../../../knowledge/taken.ts'
import { isTrue } from '../../observations/call-arguments.ts'
import { importWords } from '../../packages/import-words.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf, isLive, seen } from '../../observations/seen.ts'
import { declarationSite } from '../../observations/sites.ts'
import { fix, message, title } from './prose.ts'

/** `--use_deepspeed` with a default of True, and parameters and fields of the kind. */
export const rule = {
  code: 'dependency/on-by-default',
  title,
  words: importWords,
  find: (context) => [
    ...seen(context, 'option').flatMap((option) =>
      option.default && isTrue(option.default) ? draftOf(option, context) : [],
    ),
    ...seen(context, 'default').flatMap((given) =>
      truth(given.value) === true && isTrue(given.value) ? draftOf(given, context) : [],
    ),
  ],
} satisfies Rule

function draftOf(observation: DefaultSeen | OptionSeen, context: AuditContext): Draft[] {
  // `use_cuda` asks for the device, not for the bindings whose module is called `cuda`.
  const module = /^(?:use|enable|with)_(?!cuda$)(\w+)$/.exec(observation.name)?.[1]
  const library = module === undefined ? undefined : libraryByImport(context.knowledge, module)
  const version = library?.pypi
    .map((name) => context.target.packages[name]?.version)
    .find((found) => found !== undefined)
  const statement = library && statementOnMac(context.knowledge, library, version, context.asOf)
  if (!isLive(observation) || !library || statement?.status !== 'unsupported') return []
  const site =
    observation.kind === 'option' && observation.defaultArgument ? observation.defaultArgument : observation.node
  return [
    {
      effect: 'blocks',
      certainty: certaintyOf(observation, 'likely'),
      message: message(observation.name, library.name, statement.note),
      subject: { kind: 'setting', name: observation.name, value: 'true' },
      sites: [declarationSite(observation, site)],
      sources: statement.sources,
      library: library.name,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
    },
  ]
}
