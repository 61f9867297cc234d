import type { Certainty, Choice, SpokenConsideration } from '../../report/report.ts'
import type { Evidence } from '../evidence.ts'
import { counts, isWithoutRemedy } from '../status.ts'
import { scoreOf } from './consider.ts'

export interface Weighed {
  readonly choice: Choice
  readonly certainty: Certainty
  /** The platform whose being blocked decided, before anything was weighed. */
  readonly blocked?: 'metal' | 'cuda'
}

/** A platform is chosen alone when what leans to it outweighs the rest by this much: less is a matter of taste. */
const MARGIN = 1.5
/** From here on few would choose otherwise. */
const CLEAR = 3
/** Where nothing is known of more than this share of the dependencies, the choice is not sure. */
const MUCH_UNKNOWN = 1 / 3

/** Gates first: what cannot run on a platform is not made up for by anything. Then the sums of what leans each way. */
export function weigh(evidence: Evidence, considerations: readonly SpokenConsideration[]): Weighed {
  return gate(evidence) ?? bySums(evidence, considerations)
}

function gate({ project, findings }: Evidence): Weighed | undefined {
  if (!project) return undefined
  const { metal, cuda } = project
  if (metal === 'unknown' || (metal === 'blocked' && cuda === 'blocked'))
    return { choice: 'undecided', certainty: 'possible' }
  const blocked = metal === 'blocked' ? 'metal' : cuda === 'blocked' ? 'cuda' : undefined
  if (blocked === undefined) return undefined
  const isCertain = findings.some(
    (finding) =>
      finding.platform === blocked && counts(finding) && isWithoutRemedy(finding) && finding.certainty === 'certain',
  )
  return {
    choice: blocked === 'metal' ? 'cuda' : 'metal',
    certainty: isCertain ? 'certain' : 'likely',
    blocked,
  }
}

function bySums(evidence: Evidence, considerations: readonly SpokenConsideration[]): Weighed {
  if (considerations.length === 0) return { choice: 'undecided', certainty: 'possible' }
  const sum = (side: SpokenConsideration['leans']): number =>
    considerations.filter(({ leans }) => leans === side).reduce((total, each) => total + scoreOf(each), 0)
  const cuda = sum('cuda')
  const metal = sum('metal')
  const both = sum('both')
  const leadOfCuda = cuda - Math.max(metal, both)
  const leadOfMetal = metal - Math.max(cuda, both)
  if (leadOfCuda >= MARGIN) return { choice: 'cuda', certainty: certaintyOf(leadOfCuda, evidence) }
  if (leadOfMetal >= MARGIN) return { choice: 'metal', certainty: certaintyOf(leadOfMetal, evidence) }
  return { choice: 'both', certainty: certaintyOf(both - Math.max(cuda, metal), evidence) }
}

function certaintyOf(lead: number, { project, dependencies }: Evidence): Certainty {
  const unknown = dependencies.filter(({ metal }) => metal.status === 'unknown').length
  const isMuchUnknown = dependencies.length > 0 && unknown / dependencies.length > MUCH_UNKNOWN
  return lead < CLEAR || isMuchUnknown || project?.metal === 'needs-edits' ? 'possible' : 'likely'
}
