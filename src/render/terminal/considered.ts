import type { Recommendation, SpokenConsideration } from '../../report/report.ts'
import { CHOICE_WORDS } from '../words.ts'
import { type Page, paragraph } from './page.ts'
import { printable } from './printable.ts'

const LEANS: Readonly<Record<SpokenConsideration['leans'], string>> = {
  cuda: 'for CUDA: ',
  metal: 'for Metal: ',
  both: 'for both: ',
}

/** Of what would change the advice, the first say most. */
const MAX_CHANGES = 2

/** The choice, how sure it is, and the reason where it is none of what was weighed. */
export function advised({ choice, certainty, reasons, considerations }: Recommendation): string {
  const doubt = certainty === 'certain' || choice === 'undecided' ? '' : ` (${certainty})`
  const [reason] = reasons
  const isRepeated = reason === undefined || considerations?.some(({ text }) => text === reason.text)
  return CHOICE_WORDS[choice] + doubt + (isRepeated ? '' : `: ${printable(reason.text)}`)
}

/** The heaviest considerations, and what would change the advice. */
export function considered(
  { considerations = [], wouldChange = [] }: Recommendation,
  page: Page,
  indent: number,
  limit: number,
): string[] {
  return [
    ...considerations
      .slice(0, limit)
      .flatMap(({ leans, text }) => paragraph(page, indent, '- ', LEANS[leans] + printable(text))),
    ...wouldChange
      .slice(0, MAX_CHANGES)
      .flatMap(({ text }) => paragraph(page, indent, '', printable(text)).map(page.colours.dim)),
  ]
}
