import type { Knowledge } from '../knowledge/knowledge.ts'
import { firstNative, operatorStatus, overloadsOf } from '../knowledge/operators.ts'
import { newestRelease } from '../knowledge/releases.ts'
import type { OperatorAnswer, OverloadAnswer } from '../report/lookup.ts'
import type { Question } from './question.ts'

/** The knowledge that it is answered from. */
type Known = Pick<Knowledge, 'operators' | 'releases'>

/** An operator, asked for as `aten::median`, `median.dim` or `aten.median.dim`; without an overload, all of them. */
export function operatorAnswers(knowledge: Known, question: Question): readonly OperatorAnswer[] {
  const asked = question.name.replace(/^aten(?:::|\.)/, '')
  const overloads = overloadsOf(knowledge, asked)
  if (overloads.length === 0) return []
  const name = `aten::${asked.split('.')[0] ?? asked}`
  return [
    {
      kind: 'operator',
      name,
      overloads: overloads.map((overload) => overloadAnswer(knowledge, overload, question)),
      sources: knowledge.operators.sources,
    },
  ]
}

function overloadAnswer(knowledge: Known, operator: string, { torch, asOf }: Question): OverloadAnswer {
  const native = firstNative(knowledge, operator)
  const version = torch ?? newestRelease(knowledge, 'torch', asOf)?.version
  return {
    name: `aten::${operator}`,
    status: operatorStatus(knowledge, operator, version) ?? 'absent',
    ...(native === undefined ? {} : { nativeSince: native }),
    releases: knowledge.operators.releases.map((release) => ({
      torch: release,
      status: operatorStatus(knowledge, operator, release) ?? 'absent',
    })),
  }
}
