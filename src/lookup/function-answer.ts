import type { Knowledge } from '../knowledge/knowledge.ts'
import { decisiveOperators, pythonNames, pythonStatus } from '../knowledge/operators.ts'
import { newestRelease } from '../knowledge/releases.ts'
import type { FunctionAnswer } from '../report/lookup.ts'
import { fullName, type Question } from './question.ts'

/** A function, method or module of PyTorch; those whose operator depends on an option are answered for each option. */
export function functionAnswers(knowledge: Knowledge, question: Question): readonly FunctionAnswer[] {
  const wanted = fullName(question.name)
  const version = question.torch ?? newestRelease(knowledge, 'torch', question.asOf)?.version
  return pythonNames(knowledge)
    .filter((name) => name === wanted || name.startsWith(`${wanted}(`))
    .map((name) => ({
      kind: 'function',
      name,
      status: pythonStatus(knowledge, name, version) ?? 'unknown',
      releases: knowledge.operators.releases.map((torch) => ({
        torch,
        status: pythonStatus(knowledge, name, torch) ?? 'unknown',
      })),
      operators: decisiveOperators(knowledge, name).map((operator) => `aten::${operator}`),
      sources: knowledge.operators.sources,
    }))
}
