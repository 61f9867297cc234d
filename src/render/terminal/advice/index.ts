import type { Advice } from '../../../report/advice.ts'
import type { Place } from '../../output.ts'
import { advised, considered } from '../considered.ts'
import { pageFor, paragraph } from '../page.ts'

/** Considerations that are listed: whoever asks for advice wants to weigh them. */
const MAX_CONSIDERATIONS = 6

const STATUS = {
  runs: 'runs',
  'runs-degraded': 'runs, with losses',
  'needs-edits': 'needs edits',
  blocked: 'is blocked',
  unknown: 'cannot be judged',
} as const

/** The advice for a person: what to choose, why, what would change it, what to do next. */
export function renderAdvice({ project, recommendation, nextSteps, tool }: Advice, options: Place): string {
  const page = pageFor(options)
  const { bold, dim } = page.colours
  const found = project
    ? `${project.name} ${STATUS[project.metal]} on a Mac and ${STATUS[project.cuda]} on CUDA.`
    : undefined
  const lines = [
    ...paragraph(page, 0, 'Advice: ', advised(recommendation), bold),
    ...(found === undefined ? [] : paragraph(page, 0, '', found)),
    '',
    ...considered(recommendation, page, 2, MAX_CONSIDERATIONS),
    ...(nextSteps.length === 0 ? [] : ['', bold('Next')]),
    ...nextSteps.flatMap((step, index) => paragraph(page, 2, `${index + 1}. `, step)),
    '',
    ...paragraph(page, 0, '', `Sources: --format json. Facts as of ${tool.knowledge}, acclimate ${tool.version}.`).map(
      dim,
    ),
  ]
  return `${lines.join('\n')}\n`
}
