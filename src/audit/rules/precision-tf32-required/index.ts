import type { CallSeen } from '../../../trace/observation.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import type { Draft, Rule } from '../../rule.ts'
import { certaintyOf, originsOf, siteOf } from '../../observations/seen.ts'
import { fix, message, sources, title } from './prose.ts'

/** `TrainingArguments(tf32=True)`, which transformers refuses where there is no CUDA. */
export const rule = {
  code: 'precision/tf32-required',
  title,
  find: (context) => liveCalls(context, { given: 'tf32' }).flatMap(draftsOf),
} satisfies Rule

/** The arguments of transformers' trainer, and of the trainers of trl that build on it. */
const ARGUMENTS = /^(transformers|trl)\..*(TrainingArguments|Config)$/

function draftsOf(call: CallSeen): Draft[] {
  const passed = call.keywords.get('tf32')
  if (!passed || !ARGUMENTS.test(call.name) || passed.value.kind !== 'constant' || passed.value.value !== true)
    return []
  return [
    {
      effect: 'blocks',
      certainty: certaintyOf(call),
      message,
      sites: [siteOf(call, passed.argument)],
      causes: originsOf(passed.value),
      sources,
      fix: { kind: 'automatic', effort: 'minutes', summary: fix },
      group: 'tf32',
    },
  ]
}
