import type { Knowledge } from '../knowledge/knowledge.ts'
import { libraryByConda } from '../knowledge/libraries.ts'
import type { Declaration } from '../project/facts.ts'

/**
 * The name on PyPI of what is declared, since conda calls some packages otherwise (`pytorch`). A package that is several
 * there, or none that is known, keeps its own.
 */
export function pypiNameOf({ ecosystem, name }: Declaration, knowledge: Knowledge): string {
  const names = ecosystem === 'conda' ? libraryByConda(knowledge, name)?.pypi : undefined
  return names?.length === 1 ? (names[0] ?? name) : name
}
