import type { Library } from '../../knowledge/knowledge.ts'
import type { Observed } from './observed.ts'
import { cudaStatement, metalStatements } from './statements.ts'

/** Modules that many packages bring along by mistake and that nobody means by importing them. */
const COMMON = new Set([
  'tests',
  'test',
  'docs',
  'examples',
  'example',
  'scripts',
  'benchmarks',
  'tools',
  'src',
  'build',
])

/** What was observed, as a fact of the same shape as those that ship. */
export function libraryFrom(observed: Observed, python: string): Library {
  const { mac, linux } = observed.places
  const modules = mac.contents?.modules ?? linux.contents?.modules ?? []
  return {
    name: observed.name,
    pypi: [observed.name],
    conda: [],
    imports: modules.filter((module) => !COMMON.has(module)),
    kind: 'library',
    aliases: [],
    category: 'unclassified',
    metal: metalStatements(observed, python),
    cuda: [cudaStatement(observed, python)],
    alternatives: [],
  }
}
