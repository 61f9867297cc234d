import type { CallSeen } from '../../../trace/observation.ts'
import type { Value } from '../../../trace/value.ts'
import { libraryByPypi } from '../../../knowledge/libraries.ts'
import { statementFor } from '../../../knowledge/statements.ts'
import { isCaught } from '../../devices/exceptions.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { versionOf } from '../../packages/package-version.ts'
import { textOf } from '../../observations/call-arguments.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { argumentSite } from '../../observations/sites.ts'
import { fixes, messages, sources, title } from './prose.ts'

/**
 * `tf.device('/GPU:0')`, and `set_memory_growth(gpus[0], True)`, in projects that do not ask for Apple's plug-in, without
 * which a Mac has no such device.
 */
export const rule = {
  code: 'tensorflow/device',
  title,
  words: { strong: ['gpu', 'tensorflow', 'list_physical_devices'], weak: ['GPU'] },
  find: (context) => {
    if (hasPlugin(context)) return []
    const named = liveCalls(context, 'tensorflow.device', 'tensorflow.compat.v1.device').filter(
      ({ positional: [first] }) => namesGpu(first?.value),
    )
    const listed = liveCalls(context, TAKE_ONE).filter(takesListed)
    return [
      ...named.flatMap((call) => draftOf(call, 'named', context)),
      ...listed.flatMap((call) => draftOf(call, 'listed', context)),
    ]
  },
} satisfies Rule

const PLUGIN = 'tensorflow-metal'

/** Functions that take one of the devices of a list. */
const TAKE_ONE =
  /^tensorflow\.config\.(?:experimental\.)?(?:set_(?:memory_growth|visible_devices|virtual_device_configuration|logical_device_configuration)|get_(?:memory_growth|device_details))$/

function hasPlugin({ facts }: AuditContext): boolean {
  return [...facts.declarations, ...facts.locked].some(({ name }) => name === PLUGIN)
}

function namesGpu(device: Value | undefined): boolean {
  return /(^|[/:])gpu(:\d+)?$/i.test(textOf(device) ?? '')
}

/** Whether it is given an item of a list of GPUs, which is empty. */
function takesListed(call: CallSeen): boolean {
  const [first] = call.positional
  const isItem = first?.argument.value.kind === 'subscript' && first.value.kind === 'unknown'
  return isItem && (first.value.basis ?? []).some(({ fact }) => fact === 'cuda') && !isCaught(call, 'IndexError')
}

function draftOf(call: CallSeen, how: keyof typeof messages, context: AuditContext): Draft[] {
  const [first] = call.positional
  const plugin = libraryByPypi(context.knowledge, PLUGIN)
  const statement = plugin && statementFor(plugin.metal, versionOf(context, PLUGIN), context.asOf)
  if (!first || !statement) return []
  return [
    {
      effect: how === 'named' ? 'ignores-gpu' : 'blocks',
      certainty: certaintyOf(call, 'likely'),
      message: messages[how],
      subject: { kind: 'device', value: 'gpu' },
      sites: [argumentSite(call, first.argument)],
      sources: how === 'named' ? statement.sources : [...sources, ...statement.sources],
      fix: { kind: 'manual', effort: 'minutes', summary: fixes[how] },
      backend: 'tensorflow',
      group: how === 'named' ? 'device' : how,
    },
  ]
}
