import type { CallSeen } from '../../../trace/observation.ts'
import { fixBy } from '../../finding/fix-by.ts'
import type { AuditContext, Draft, Rule } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { chooseMetal } from '../../torch/choose-metal.ts'
import { originSites } from '../../observations/written-sites.ts'
import { argumentSite } from '../../observations/sites.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { fix, message, sources, title } from './prose.ts'

/** `TrainingArguments(tf32=True)`, which transformers refuses where there is no CUDA. */
export const rule = {
  code: 'precision/tf32-required',
  title,
  words: { strong: ['tf32'] },
  find: (context) => liveCalls(context, { given: 'tf32' }).flatMap((call) => draftsOf(call, context)),
} satisfies Rule

/** The arguments of transformers' trainer, and of the trainers of trl that build on it. */
const ARGUMENTS = /^(transformers|trl)\..*(TrainingArguments|Config)$/

function draftsOf(call: CallSeen, context: AuditContext): Draft[] {
  const passed = call.keywords.get('tf32')
  if (!passed || !ARGUMENTS.test(call.name) || passed.value.kind !== 'constant' || passed.value.value !== true)
    return []
  const { argument } = passed
  const edits = argument.value.kind === 'constant' ? chooseMetal(context, call, argument.value, 'None') : []
  return [
    {
      effect: 'blocks',
      certainty: certaintyOf(call),
      message,
      subject: { kind: 'setting', name: 'tf32', value: 'true' },
      sites: [argumentSite(call, argument)],
      causes: originSites(passed.value),
      sources,
      fix: fixBy(edits, { effort: 'minutes', summary: fix }),
      group: 'tf32',
    },
  ]
}
