import type { Fit } from '../../../report/fit.ts'
import { counted, type Page, paragraph } from '../page.ts'
import { cut, printable } from '../printable.ts'
import { bar, gigabytes, plainNumber } from './numbers.ts'

/** More rows than this are for programs. */
const MOST_ROWS = 30
const BAR = 12
const NAME = 34

/** Several machines as a table, the best first, with a bar of the speed. */
export function manySection(fits: readonly Fit[], page: Page): string[] {
  const [first] = fits
  if (first === undefined) return []
  const { model, work } = first
  const shown = fits.slice(0, MOST_ROWS)
  const most = Math.max(...fits.map(speed))
  const fitting = fits.filter(({ memory }) => memory.fits).length
  return [
    page.colours.bold(printable(`${model.id} (${model.quantization}, ${work.runtime}), ${setting(work)}`)),
    `Needs ${gigabytes(first.memory.bytes.low)} to ${gigabytes(first.memory.bytes.high)}; fits ${fitting} of ${counted(fits.length, 'machine')}.`,
    '',
    page.colours.dim(`${'machine'.padEnd(NAME)}  ${'memory'.padStart(9)}  ${unitOf(work)}`),
    ...shown.map((fit) => row(fit, most, page)),
    ...(fits.length > shown.length
      ? [
          '',
          ...paragraph(
            page,
            0,
            '',
            `${counted(fits.length - shown.length, 'machine')} more with --format json or csv.`,
          ),
        ]
      : []),
    ...first.notes.flatMap((note) => ['', ...paragraph(page, 0, '', note)]),
  ]
}

function setting({ kind, context, batch }: Fit['work']): string {
  const what = kind.replaceAll('-', ' ')
  if (context === 1 && kind === 'inference') return what
  if (context === 1) return `${what}, ${counted(batch, 'image')} at a time`
  return `${what}, ${counted(context, 'token')} of context${batch > 1 ? `, ${batch} at a time` : ''}`
}

function row(fit: Fit, most: number, { colours }: Page): string {
  const { machine, memory } = fit
  const name = cut(printable(machine.name), NAME).padEnd(NAME)
  const budget = gigabytes(machine.gpuBudgetBytes).padStart(9)
  if (!memory.fits)
    return `${name}  ${budget}  ${colours.red(`lacks ${gigabytes(memory.bytes.value - machine.gpuBudgetBytes)}`)}`
  const estimate =
    fit.decode?.tokensPerSecond ?? fit.step?.tokensPerSecond ?? fit.sound?.secondsPerSecond ?? fit.image?.seconds
  if (estimate === undefined) return `${name}  ${budget}  fits`
  return `${name}  ${budget}  ${bar(speed(fit) / most, BAR)} ${plainNumber(estimate.low)} to ${plainNumber(estimate.high)}`
}

function unitOf({ kind, context }: Fit['work']): string {
  if (kind === 'image-generation') return 'seconds an image'
  if (context === 1 && kind === 'inference') return 'seconds of sound a second'
  return context === 1 ? 'images/s' : 'tokens/s'
}

function speed({ decode, step, image, sound }: Fit): number {
  const seconds = image?.seconds.value
  return (
    decode?.tokensPerSecond.value ??
    step?.tokensPerSecond.value ??
    sound?.secondsPerSecond.value ??
    (seconds === undefined ? 0 : 1 / seconds)
  )
}
