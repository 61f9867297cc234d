import type { DecisionSeen } from '../../evaluate/observation.ts'
import type { Statement } from '../../project/python/tree.ts'
import { isForCudaAlone, isOptedInto } from '../cuda-only.ts'
import type { Draft, Rule } from '../rule.ts'
import { certaintyOf, isLive, seen, siteOf, siteOfPlace } from '../seen.ts'
import { fix, messages, sources, title } from './prose.ts'

/** `assert torch.cuda.is_available()`, `if not torch.cuda.is_available(): raise ...`. */
export const rule = {
  code: 'device/refuses-without-cuda',
  title,
  find: (context) =>
    seen(context, 'decision')
      .filter((decision) => isLive(decision) && !isForCudaAlone(decision))
      .flatMap(draftOf),
} satisfies Rule

/** What a condition asks for that lets only those through who have asked for a GPU: `if device and device != "cpu":`. */
const ASKED_FOR = /^(?:device|gpus?|gpu_ids?|use_gpu|devices)$/i

function draftOf(decision: DecisionSeen): Draft[] {
  const cuda = decision.basis.filter(({ fact }) => fact === 'cuda')
  if (cuda.length === 0 || decision.basis.some(({ fact }) => fact === 'mps')) return []
  const message = refusal(decision)
  if (!message) return []
  return [
    {
      effect: 'blocks',
      // Whoever names no device, or the CPU, does not come here.
      certainty: isOptedInto(decision, ASKED_FOR) ? 'possible' : certaintyOf(decision),
      message,
      sites: [siteOf(decision, decision.test)],
      causes: cuda.map(({ place }) => siteOfPlace(place)),
      sources,
      fix: { kind: 'manual', effort: 'minutes', summary: fix },
    },
  ]
}

function refusal({ node, branch, value }: DecisionSeen): string | undefined {
  if (node.kind === 'assert') return value === false ? messages.assertion : undefined
  if (node.kind !== 'if') return undefined
  const body = value === true ? node.branches[branch]?.body : undefined
  const isLast = branch === node.branches.length - 1
  const otherwise = value === false && isLast ? node.otherwise : undefined
  return stops(body) || stops(otherwise) ? messages.raise : undefined
}

/** Whether a block ends the program or raises, whatever it says before. */
function stops(body: readonly Statement[] | undefined): boolean {
  const last = body?.at(-1)
  if (last?.kind === 'raise') return true
  if (last?.kind !== 'expression' || last.value.kind !== 'call') return false
  const { callee } = last.value
  return callee.kind === 'attribute'
    ? callee.name === 'exit'
    : callee.kind === 'name' && /^(exit|quit)$/.test(callee.id)
}
