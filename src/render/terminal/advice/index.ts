import type { Advice, AdviceOption } from '../../../report/advice.ts'
import { rowsOf, wayOf } from '../../advice/rows.ts'
import type { Place } from '../../output.ts'
import { advised, considered } from '../considered.ts'
import { type Page, pageFor, paragraph } from '../page.ts'

/** Considerations that are listed: whoever asks for advice wants to weigh them. */
const MAX_CONSIDERATIONS = 6
const LABEL = 11

const STATUS = {
  runs: 'runs',
  'runs-degraded': 'runs, with losses',
  'needs-edits': 'needs edits',
  blocked: 'is blocked',
  unknown: 'cannot be judged',
} as const

/** The advice for a person: what to choose, why, the machines in numbers, what would change it, what to do next. */
export function renderAdvice(
  { project, options, recommendation, nextSteps, notes, tool }: Advice,
  place: Place,
): string {
  const page = pageFor(place)
  const { bold, dim } = page.colours
  const found = project
    ? `${project.name} ${STATUS[project.metal]} on a Mac and ${STATUS[project.cuda]} on CUDA.`
    : undefined
  const lines = [
    ...paragraph(page, 0, 'Advice: ', advised(recommendation), bold),
    ...(found === undefined ? [] : paragraph(page, 0, '', found)),
    '',
    ...considered(recommendation, page, 2, MAX_CONSIDERATIONS),
    ...options.flatMap((option, index) => optionLines(option, index, page)),
    ...(nextSteps.length === 0 ? [] : ['', bold('Next')]),
    ...nextSteps.flatMap((step, index) => paragraph(page, 2, `${index + 1}. `, step)),
    ...notes.flatMap((note) => ['', ...paragraph(page, 0, '', note)]),
    '',
    ...paragraph(page, 0, '', `Sources: --format json. Facts as of ${tool.knowledge}, acclimate ${tool.version}.`).map(
      dim,
    ),
  ]
  return `${lines.join('\n')}\n`
}

function optionLines(option: AdviceOption, index: number, page: Page): string[] {
  const { bold } = page.colours
  const title = paragraph(page, 0, `${index + 1}. `, `${option.name} (${wayOf(option)})`).map((line) => bold(line))
  return [
    '',
    ...title,
    ...rowsOf(option).flatMap(([label, text], at, rows) =>
      paragraph(page, 2, (label === rows[at - 1]?.[0] ? '' : label).padEnd(LABEL), text),
    ),
    ...option.notes.filter((note) => /fan/.test(note)).flatMap((note) => paragraph(page, 2, ' '.repeat(LABEL), note)),
  ]
}
