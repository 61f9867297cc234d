import type { IndexSettings } from '../installers/settings.ts'
import type { Library } from '../knowledge/knowledge.ts'
import type { OnlineCoverage } from '../report/report.ts'
import { askPackage } from './ask-package.ts'
import type { Asking, Question } from './asking.ts'
import { libraryFrom } from './evidence/library.ts'
import { NOTHING_KEPT, type Keep } from './keep.ts'
import { LIMITS, type Limits } from './limits.ts'
import { reasonFrom, Refusal } from './refusal.ts'
import { transportFor } from './transport/transport.ts'
import { inTurns } from './turns.ts'

/** What came of asking. */
export interface Answers {
  readonly libraries: readonly Library[]
  readonly coverage: OnlineCoverage
}

export interface AskOptions extends Pick<Asking, 'macos' | 'environments' | 'known'> {
  readonly keep?: Keep
  readonly limits?: Limits
  /** Milliseconds since 1970. */
  readonly now: number
  /** Told what is being done. */
  readonly progress: (what: string) => void
}

/**
 * Asks the user's package indexes what they know of packages. What cannot be asked is said, and nothing is thrown.
 *
 * @param settings - undefined where there is no installer to say which index to ask
 */
export async function askPackages(
  questions: readonly Question[],
  settings: IndexSettings | undefined,
  options: AskOptions,
): Promise<Answers> {
  const { keep = NOTHING_KEPT, limits = LIMITS, progress } = options
  if (!settings) return nobodyAsked(questions, 'neither pip nor uv can be asked which index to use')
  let transport
  try {
    transport = transportFor(settings, limits)
  } catch (error) {
    return nobodyAsked(questions, reasonFrom(error))
  }
  const asking = { ...options, settings, transport, keep, limits, pages: new Map() }
  const asked = questions.slice(0, limits.packages)
  let done = 0
  try {
    const outcomes = await inTurns(asked, limits.connections, async (question) => {
      const outcome = await outcomeOf(question, asking)
      done++
      progress(`asking about packages: ${done} of ${asked.length}, last ${question.name}`)
      return outcome
    })
    const passedOver = questions
      .slice(limits.packages)
      .map(({ name }) => ({ name, reason: `more than ${limits.packages} packages are not asked about` }))
    return answersFrom([...outcomes, ...passedOver], settings)
  } finally {
    transport.close()
  }
}

type Outcome = Library | { readonly name: string; readonly reason: string }

async function outcomeOf(question: Question, asking: Asking): Promise<Outcome> {
  try {
    return libraryFrom(await askPackage(question, asking), question.admitted.python)
  } catch (error) {
    if (error instanceof Refusal) return { name: question.name, reason: error.message }
    throw error
  }
}

function answersFrom(outcomes: readonly Outcome[], settings: IndexSettings): Answers {
  const libraries = outcomes.filter((outcome): outcome is Library => 'metal' in outcome)
  return {
    libraries,
    coverage: {
      toldBy: settings.toldBy,
      indexes: [...settings.indexes, ...settings.links].map(withoutCredentials),
      answered: libraries.map(({ name }) => name).toSorted(),
      unanswered: outcomes
        .flatMap((outcome) => ('reason' in outcome ? [{ name: outcome.name, reason: outcome.reason }] : []))
        .toSorted((left, right) => (left.name < right.name ? -1 : 1)),
    },
  }
}

function nobodyAsked(questions: readonly Question[], reason: string): Answers {
  const unanswered = questions.map(({ name }) => ({ name, reason }))
  return { libraries: [], coverage: { indexes: [], answered: [], unanswered } }
}

function withoutCredentials(address: string): string {
  const url = new URL(address)
  url.username = ''
  url.password = ''
  url.search = ''
  return url.href
}
