import type { CallSeen } from '../../evaluate/observation.ts'
import { deviceName, options, type Value } from '../../evaluate/value.ts'
import { callFact } from '../../knowledge/calls.ts'
import { isForCudaAlone } from '../cuda-only.ts'
import { passedTo } from '../passed.ts'
import type { AuditContext, Draft, Rule } from '../rule.ts'
import { certaintyOf, isLive, originsOf, seen, siteOf } from '../seen.ts'
import { fix, messages, sources, title } from './prose.ts'

/** `torch.load` of a file that may have been written on CUDA, without saying where to put what it holds. */
export const rule = {
  code: 'checkpoint/map-location',
  title,
  find: (context) => {
    const speaksOfCuda = usesCuda(context)
    return seen(context, 'call')
      .filter((call) => call.name === 'torch.load' && isLive(call) && !isForCudaAlone(call))
      .flatMap((call) => draftOf(call, speaksOfCuda, context))
  },
} satisfies Rule

function draftOf(call: CallSeen, speaksOfCuda: boolean, context: AuditContext): Draft[] {
  if (call.node.arguments.some(({ star }) => star !== undefined)) return []
  const location = passedTo(call, 'map_location', 1)
  if (location && !mayBeNone(location.value)) return []
  const origins = location ? originsOf(location.value).filter(({ excerpt }) => /None/.test(excerpt)) : []
  return [
    {
      effect: 'blocks',
      certainty: location || !speaksOfCuda ? 'possible' : certaintyOf(call, 'likely'),
      message: location ? messages.none : messages.missing,
      sites: [siteOf(call)],
      causes: origins,
      sources: [...sources, ...(callFact(context.knowledge, "torch.load(map_location='cuda')")?.sources ?? [])],
      fix: { kind: 'automatic', effort: 'minutes', summary: fix },
      group: location ? 'none' : 'missing',
      backend: 'mps',
    },
  ]
}

function mayBeNone(value: Value): boolean {
  return options(value).every((option) => option.kind === 'constant' && option.value === null)
}

/** Whether the project works on CUDA at all: only then do its files come from there. */
function usesCuda(context: AuditContext): boolean {
  return (
    seen(context, 'call').some((call) => call.name === '.cuda' || call.name.startsWith('torch.cuda.')) ||
    seen(context, 'default').some(({ value }) => options(value).some((option) => deviceName(option) === 'cuda'))
  )
}
