import type { Answer, Lookup } from '../../../report/lookup.ts'
import type { Place } from '../../output.ts'
import { type Page, pageFor, paragraph } from '../page.ts'
import { callSection } from './call.ts'
import { functionSection } from './function.ts'
import { librarySection } from './library.ts'
import { visionOperatorSection } from './vision-operator.ts'
import { operatorSection } from './operator.ts'

/** What is known by a name, for a person; what is not known is said, with names that are written alike. */
export function renderLookup(lookup: Lookup, options: Place): string {
  const page = pageFor(options)
  const sections = lookup.answers.flatMap((answer) => [...sectionOf(answer, page), ''])
  const lines = lookup.answers.length === 0 ? unknown(lookup, page) : sections
  return `${[...lines, ...footer(lookup, page)].join('\n')}\n`
}

function sectionOf(answer: Answer, page: Page): string[] {
  switch (answer.kind) {
    case 'library':
      return librarySection(answer, page)
    case 'operator':
      return operatorSection(answer, page)
    case 'function':
      return functionSection(answer, page)
    case 'vision-operator':
      return visionOperatorSection(answer, page)
    case 'call':
      return callSection(answer, page)
  }
}

function unknown({ query, suggestions }: Lookup, page: Page): string[] {
  const meant = suggestions.length === 0 ? '' : ` Did you mean ${suggestions.join(', ')}?`
  return [...paragraph(page, 0, '', `Nothing is known of ${query}, which is no statement either way.${meant}`), '']
}

function footer({ tool, asOf }: Lookup, page: Page): string[] {
  const text = `As of ${asOf}. Facts as of ${tool.knowledge}, acclimate ${tool.version}.`
  return paragraph(page, 0, '', text).map(page.colours.dim)
}
