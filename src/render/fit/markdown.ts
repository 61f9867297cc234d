import type { Fit } from '../../report/fit.ts'
import { prose } from '../markdown/text.ts'
import { gigabytes, range } from '../terminal/fit/numbers.ts'
import { questionOf, speedOfFit } from './speed.ts'

/** Rows of a table that people read to its end. */
const MOST_ROWS = 60

/** Fits as a table in Markdown, the best first. */
export function fitsAsMarkdown(fits: readonly Fit[]): string {
  const [first] = fits
  if (first === undefined) return 'No machine suits what was asked for.\n'
  const { bytes } = first.memory
  const more = fits.length - MOST_ROWS
  const lines = [
    `## ${prose(questionOf(first))}`,
    '',
    `Needs ${gigabytes(bytes.low)} to ${gigabytes(bytes.high)}.`,
    '',
    `| machine | memory for it | fits | ${speedOfFit(first)?.unit ?? 'speed'} | price |`,
    '| --- | --: | --- | --: | --: |',
    ...fits.slice(0, MOST_ROWS).map(row),
    ...(more > 0 ? ['', `${more} more with --format csv.`] : []),
    ...first.notes.flatMap((note) => ['', prose(note)]),
  ]
  return `${lines.join('\n')}\n`
}

function row(fit: Fit): string {
  const { machine, memory, cost } = fit
  const speed = speedOfFit(fit)
  const cells = [
    prose(machine.name),
    gigabytes(machine.gpuBudgetBytes),
    memory.fits ? 'yes' : `no, lacks ${gigabytes(memory.bytes.value - machine.gpuBudgetBytes)}`,
    speed === undefined ? '' : range(speed.estimate),
    cost?.machine === undefined ? '' : `${Math.round(cost.machine)} USD`,
  ]
  return `| ${cells.join(' | ')} |`
}
