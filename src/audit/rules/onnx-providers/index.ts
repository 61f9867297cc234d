import type { CallSeen } from '../../../trace/observation.ts'
import { options, type Value } from '../../../trace/value.ts'
import { liveCalls } from '../../observations/live-calls.ts'
import { textOf } from '../../observations/call-arguments.ts'
import type { Draft, Rule } from '../../rule.ts'
import { certaintyOf, originsOf, siteOf } from '../../observations/seen.ts'
import { fix, message, sources, title } from './prose.ts'

/** ONNX sessions that name the providers of CUDA and not Core ML's. */
export const rule = {
  code: 'onnx/providers',
  title,
  find: (context) => liveCalls(context, { given: 'providers' }, /\.InferenceSession$/).flatMap(draftOf),
} satisfies Rule

function draftOf(call: CallSeen): Draft[] {
  const given =
    call.keywords.get('providers') ?? (call.name.endsWith('.InferenceSession') ? call.positional[2] : undefined)
  if (!given) return []
  const lists = options(given.value)
  if (!lists.every(isForCudaOnly)) return []
  const written = originsOf(given.value)
  const here = siteOf(call, given.argument)
  const isHere =
    written.length === 0 ||
    written.some(({ file, line }) => file === here.file && line >= here.line && line <= here.endLine)
  return [
    {
      effect: 'ignores-gpu',
      certainty: certaintyOf(call, 'likely'),
      message,
      sites: isHere ? [here] : written,
      causes: isHere ? [] : [here],
      sources,
      fix: { kind: 'automatic', effort: 'minutes', summary: fix },
      backend: 'other',
      group: 'providers',
    },
  ]
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
