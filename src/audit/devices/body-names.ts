/** What functions say, told by the names in their code alone: of most lines no more is kept. */
import type { TracedClass, TracedFunction } from '../../trace/definition.ts'
import { functionsWhere, hasName, type WordsOfFunction } from '../../trace/words.ts'

/** Whether the code of a function has one of these names in it. */
export function bodyHas({ module, at }: TracedFunction, names: readonly string[]): boolean {
  return functionsWhere(module.words.bodies, (own) => own === at).some((body) => hasOneOf(body, names))
}

/** Whether the code of a class's own methods has one of these names in it. */
export function methodsHave({ module, at }: TracedClass, names: readonly string[]): boolean {
  return functionsWhere(module.words.bodies, (_, within) => within === at).some((body) => hasOneOf(body, names))
}

function hasOneOf({ names }: WordsOfFunction, wanted: readonly string[]): boolean {
  return wanted.some((name) => hasName(names, name))
}
