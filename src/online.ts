import type { Enlarged } from './audit-host.ts'
import { keptAnswers } from './cache/kept-answers.ts'
import type { SettledOptions } from './config/options.ts'
import { askInstallers } from './installers/ask-installers.ts'
import type { Knowledge } from './knowledge/knowledge.ts'
import { libraryByPypi } from './knowledge/libraries.ts'
import { withLibraries } from './knowledge/overlay.ts'
import { statementFor } from './knowledge/statements.ts'
import type { Question } from './packages/asking.ts'
import { askPackages } from './packages/ask.ts'
import type { Declared } from './project/read-project.ts'
import type { OnlineCoverage, Target } from './report/report.ts'
import { linuxEnvironment, macEnvironment } from './target/requirements.ts'
import { targetFor } from './target/target.ts'

/**
 * Asks the indexes of the user's own pip or uv about the declared packages that nothing is known of, and lays the
 * answers over the knowledge, so that everything after it works on them as on any other fact.
 */
export async function askAbout(
  root: string,
  declared: Declared,
  knowledge: Knowledge,
  options: SettledOptions,
  progress: (what: string) => void,
): Promise<Enlarged> {
  const { asOf } = options
  const target = targetFor(declared, knowledge, options)
  const { questions, passedOver } = questionsOf(declared, knowledge, target, asOf)
  if (questions.length === 0) return { knowledge, coverage: { indexes: [], answered: [], unanswered: passedOver } }
  progress('asking pip and uv which index to use')
  const settings = await askInstallers(root)
  const keep = options.cache ? keptAnswers(root) : undefined
  const { libraries, coverage } = await askPackages(questions, settings, {
    macos: target.osVersion,
    environments: { mac: macEnvironment(target), linux: linuxEnvironment(target) },
    known(requirement) {
      const library = libraryByPypi(knowledge, requirement.name)
      const pinned = /^===?([^,*]+)$/.exec(requirement.specifier)?.[1]
      return {
        accelerates: library !== undefined && [...library.metal, ...library.cuda].some(({ gpu }) => gpu !== undefined),
        installs: library && statementFor(library.metal, pinned, asOf)?.installs,
      }
    },
    now: Date.now(),
    progress,
    ...(keep ? { keep } : {}),
  })
  const unanswered = [...coverage.unanswered, ...passedOver].toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return { knowledge: withLibraries(knowledge, libraries), coverage: { ...coverage, unanswered } }
}

/** One question for each declared name that nothing is known of; names that mean no package of an index have none. */
function questionsOf(
  { declarations }: Declared,
  knowledge: Knowledge,
  target: Target,
  asOf: string,
): { questions: readonly Question[]; passedOver: OnlineCoverage['unanswered'] } {
  const unknown = declarations.filter(
    ({ ecosystem, name }) => ecosystem === 'pypi' && libraryByPypi(knowledge, name) === undefined,
  )
  const names = [...new Set(unknown.map(({ name }) => name))].toSorted()
  const questions: Question[] = []
  const passedOver: { name: string; reason: string }[] = []
  for (const name of names) {
    const own = unknown.filter((declaration) => declaration.name === name)
    const fromIndex = own.filter(({ url, index }) => url === undefined && index === undefined)
    if (fromIndex.length === 0) {
      passedOver.push({ name, reason: 'the project takes it from an address of its own, which is not contacted' })
      continue
    }
    const version = target.packages[name]?.version
    const specifiers = fromIndex.map(({ specifier }) => specifier).filter((specifier) => specifier !== '')
    questions.push({ name, admitted: { version, specifiers, python: target.python, asOf } })
  }
  return { questions, passedOver }
}
