import { pythonNames } from '../knowledge/operators.ts'
import type { LookupKnowledge } from './lookup-knowledge.ts'

/** Every name that a look-up answers, as it would be asked for. */
export function knownNames(knowledge: LookupKnowledge): readonly string[] {
  const libraries = knowledge.libraries.flatMap(({ name, pypi, imports }) => [name, ...pypi, ...imports])
  const calls = [...knowledge.calls, ...knowledge.equivalents].map(({ name }) => name)
  const operators = Object.keys(knowledge.operators.operators).map((name) => `aten::${name}`)
  const vision = knowledge.visionOperators.flatMap((each) => [each.operator, ...each.calls])
  return [...new Set([...libraries, ...calls, ...pythonNames(knowledge), ...operators, ...vision])]
}
