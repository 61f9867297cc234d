import type { Recommendation, SpokenConsideration } from '../../report/report.ts'
import { CHOICE_WORDS } from '../words.ts'
import { prose } from './text.ts'

/** Considerations that are listed, the heaviest, and what would change the choice. */
const MAX_CONSIDERATIONS = 3
const MAX_CHANGES = 2

const LEANS: Readonly<Record<SpokenConsideration['leans'], string>> = {
  cuda: 'for CUDA',
  metal: 'for Metal',
  both: 'for both',
}

/** The choice, what spoke for it and against it, and what would change it; one line each. */
export function advised({
  choice,
  certainty,
  reasons,
  considerations = [],
  wouldChange = [],
}: Recommendation): string[] {
  const doubt = certainty === 'certain' || choice === 'undecided' ? '' : ` (${certainty})`
  const [reason] = reasons
  const isRepeated = reason === undefined || considerations.some(({ text }) => text === reason.text)
  return [
    `**${CHOICE_WORDS[choice]}**${doubt}${isRepeated ? '' : `: ${prose(reason.text)}`}`,
    ...considerations.slice(0, MAX_CONSIDERATIONS).map(({ leans, text }) => `${LEANS[leans]}: ${prose(text)}`),
    ...wouldChange.slice(0, MAX_CHANGES).map(({ text }) => `_${prose(text)}_`),
  ]
}
