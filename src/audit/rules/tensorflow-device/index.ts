import type { CallSeen } from '../../../trace/observation.ts'
import { libraryByPypi } from '../../../knowledge/libraries.ts'
import { statementFor } from '../../../knowledge/statements.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { versionOf } from '../../packages/package-version.ts'
import { textOf } from '../../observations/call-arguments.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { argumentSite } from '../../observations/sites.ts'
import { fix, message, title } from './prose.ts'

/** `tf.device('/GPU:0')` in projects that do not ask for Apple's plug-in, without which a Mac has no such device. */
export const rule = {
  code: 'tensorflow/device',
  title,
  words: { strong: ['gpu', 'tensorflow'], weak: ['GPU'] },
  find: (context) =>
    hasPlugin(context) ? [] : liveCalls(context, 'tensorflow.device').flatMap((call) => draftOf(call, context)),
} satisfies Rule

const PLUGIN = 'tensorflow-metal'

function hasPlugin({ facts }: AuditContext): boolean {
  return [...facts.declarations, ...facts.locked].some(({ name }) => name === PLUGIN)
}

function draftOf(call: CallSeen, context: AuditContext): Draft[] {
  const [first] = call.positional
  if (!first) return []
  const device = textOf(first.value) ?? ''
  if (!/(^|[/:])gpu(:\d+)?$/i.test(device)) return []
  const plugin = libraryByPypi(context.knowledge, PLUGIN)
  const statement = plugin && statementFor(plugin.metal, versionOf(context, PLUGIN), context.asOf)
  if (!statement) return []
  return [
    {
      effect: 'ignores-gpu',
      certainty: certaintyOf(call, 'likely'),
      message,
      subject: { kind: 'device', value: 'gpu' },
      sites: [argumentSite(call, first.argument)],
      sources: statement.sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
      backend: 'tensorflow',
      group: 'device',
    },
  ]
}
