import { callFact, equivalentOf } from '../knowledge/calls.ts'
import type { Knowledge } from '../knowledge/knowledge.ts'
import type { CallAnswer } from '../report/lookup.ts'
import { fullName, type Question } from './question.ts'

/** The knowledge that it is answered from. */
type Known = Pick<Knowledge, 'calls' | 'equivalents' | 'metalNames'>

/** A call around CUDA, with each way of calling it that was recorded: `torch.Tensor.to` has `torch.Tensor.to('cuda')`. */
export function callAnswers(knowledge: Known, question: Question): readonly CallAnswer[] {
  const wanted = fullName(question.name)
  const names = [...knowledge.calls, ...knowledge.equivalents].map(({ name }) => name)
  return [...new Set(names)]
    .filter((name) => name === wanted || name.startsWith(`${wanted}(`))
    .map((name) => answerOf(knowledge, name, question))
}

function answerOf(knowledge: Known, name: string, { torch }: Question): CallAnswer {
  const call = callFact(knowledge, name)
  const equivalent = equivalentOf(knowledge, name, torch)
  const { version, sources, ...behaviour } = call ?? { sources: [] }
  const { since, sources: more, ...instead } = equivalent ?? { sources: [] }
  return {
    ...behaviour,
    ...instead,
    kind: 'call',
    name,
    ...(version === undefined ? {} : { torch: version }),
    ...(since === undefined ? {} : { neutralSince: since }),
    sources: [...sources, ...more],
  }
}
