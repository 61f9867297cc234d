import type { CallSeen } from '../../../trace/observation.ts'
import { options, type Value } from '../../../trace/value.ts'
import type { Expression } from '../../../trace/syntax.ts'
import { insertAt } from '../../finding/edit-at.ts'
import { type Edits, fixBy } from '../../finding/fix-by.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { type Passed, textOf } from '../../observations/call-arguments.ts'
import type { Certainty } from '../../../report/report.ts'
import type { Draft, Rule, AuditContext } from '../../rule.ts'
import { certaintyOf } from '../../observations/seen.ts'
import { asksForCudaAlone } from './asks-for-cuda-alone.ts'
import { fix, messages, sources, title, why } from './prose.ts'
import { originsOf, writtenSite } from '../../observations/written-sites.ts'
import { argumentSite } from '../../observations/sites.ts'

/** ONNX sessions that name the providers of CUDA and not Core ML's. */
export const rule = {
  code: 'onnx/providers',
  title,
  words: { strong: ['providers', 'CUDAExecutionProvider'] },
  find: (context) => [
    ...liveCalls(context, { given: 'providers' }, /\.InferenceSession$/).flatMap((call) => draftOf(call, context)),
    ...liveCalls(context, '.get').flatMap((call) => ofLookup(call, context)),
    ...asksForCudaAlone(context),
  ],
} satisfies Rule

function draftOf(call: CallSeen, context: AuditContext): Draft[] {
  const given =
    call.keywords.get('providers') ?? (call.name.endsWith('.InferenceSession') ? call.positional[2] : undefined)
  return given ? ofGiven(call, given, certaintyOf(call, 'likely'), context) : []
}

/** `kwargs.get("providers", DEFAULT)`: whoever gives none gets these. */
function ofLookup(call: CallSeen, context: AuditContext): Draft[] {
  const [key, fallback] = call.positional
  return key && fallback && textOf(key.value) === 'providers' ? ofGiven(call, fallback, 'possible', context) : []
}

function ofGiven(call: CallSeen, given: Passed, certainty: Certainty, context: AuditContext): Draft[] {
  const lists = options(given.value)
  if (!lists.every(isForCudaOnly)) return []
  const written = originsOf(given.value).map((origin) => writtenSite(origin, context))
  const here = argumentSite(call, given.argument)
  const isHere =
    written.length === 0 ||
    written.some(({ file, line }) => file === here.file && line >= here.line && line <= here.endLine)
  return [
    {
      effect: 'ignores-gpu',
      certainty,
      message: messages.given,
      subject: { kind: 'setting', name: 'providers', value: 'CUDAExecutionProvider' },
      sites: isHere ? [here] : written,
      causes: isHere ? [] : [here],
      sources,
      fix: fixBy(withCoreMl(call, given.argument.value), { effort: 'minutes', summary: fix }),
      backend: 'other',
      group: 'providers',
    },
  ]
}

/** Core ML before the CPU, or at the end, in a list that is written in the call. */
function withCoreMl(call: CallSeen, list: Expression): Edits {
  if (list.kind !== 'sequence') return []
  const about = { safety: 'suggested', why } as const
  const cpu = list.items.find((item) => item.kind === 'string' && item.value === 'CPUExecutionProvider')
  const last = list.items.at(-1)
  if (cpu) return [insertAt(call, cpu.at, '"CoreMLExecutionProvider", ', about)]
  return last ? [insertAt(call, last.end, ', "CoreMLExecutionProvider"', about)] : []
}

function isForCudaOnly(value: Value): boolean {
  if (value.kind !== 'collection') return false
  const names = value.items.map(providerName)
  return (
    names.some((name) => /^(CUDA|Tensorrt|NvTensorRTRTX)ExecutionProvider$/.test(name ?? '')) &&
    !names.includes('CoreMLExecutionProvider') &&
    !names.includes(undefined)
  )
}

/** A provider is named by its text, or by a pair of its text and its options. */
function providerName(item: Value): string | undefined {
  return textOf(item.kind === 'collection' ? item.items[0] : item)
}
