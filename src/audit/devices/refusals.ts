/** Where a program refuses to go on without CUDA. */
import type { DecisionSeen } from '../../trace/observation.ts'
import type { Statement } from '../../trace/syntax.ts'
import { isForCudaAlone } from './cuda-only.ts'
import type { AuditContext } from '../rule.ts'
import { isLive, seen } from '../observations/seen.ts'

/** A decision that stops the program on a Mac, for want of CUDA and of nothing else. */
export interface Refusal {
  readonly decision: DecisionSeen
  readonly how: 'assertion' | 'raise'
}

export function refusalsOf(context: AuditContext): readonly Refusal[] {
  return seen(context, 'decision')
    .filter((decision) => isLive(decision) && asksForCudaOnly(decision) && !isForCudaAlone(decision))
    .flatMap((decision) => {
      const how = howItStops(decision)
      return how ? [{ decision, how }] : []
    })
}

function asksForCudaOnly({ basis }: DecisionSeen): boolean {
  return basis.some(({ fact }) => fact === 'cuda') && !basis.some(({ fact }) => fact === 'mps')
}

function howItStops({ node, branch, value }: DecisionSeen): Refusal['how'] | undefined {
  if (node.kind === 'assert') return value === false ? 'assertion' : undefined
  if (node.kind !== 'if') return undefined
  const body = value === true ? node.branches[branch]?.body : undefined
  const isLast = branch === node.branches.length - 1
  const otherwise = value === false && isLast ? node.otherwise : undefined
  return stops(body) || stops(otherwise) ? 'raise' : undefined
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
