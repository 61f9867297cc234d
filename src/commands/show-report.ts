import { nearest } from '../lookup/nearest.ts'
import { UsageError } from '../config/usage-error.ts'
import { isOutputName, type OutputName, outputNames, render } from '../library/render.ts'
import { withPrefix } from '../report/prefix.ts'
import type { Report } from '../report/report.ts'
import { placeOfOutput } from './place-of-output.ts'
import { checkFolder, writeOutput } from './write-output.ts'

/** A format, and the file that it goes to; without one to standard output. */
interface Shown {
  readonly format: OutputName
  readonly file?: string
}

/** How and where to show a report, already checked. */
export interface ShowFlags {
  /** Several where each but one has a file. */
  readonly format?: readonly Shown[]
  /** Where the one without a file goes. */
  readonly output?: string
  /** The project's folder in its repository, with a slash at its end. */
  readonly prefix?: string
}

/** `sarif`, `sarif=report.sarif`. */
export function parseShown(text: string): Shown {
  const [format = '', ...rest] = text.split('=')
  if (!isOutputName(format)) {
    const meant = nearest(format, outputNames)
    const question = meant === undefined ? '' : ` (did you mean ${meant}?)`
    throw new UsageError(`there is no format "${format}"${question}; there are ${outputNames.join(', ')}`)
  }
  if (rest.length === 0) return { format }
  const file = rest.join('=')
  if (file === '') throw new UsageError(`where is ${format} to go? ${format}=FILE`)
  return { format, file }
}

/** Shows a report on standard output or in files. */
export async function showReport(report: Report, flags: ShowFlags): Promise<void> {
  const placed = flags.prefix === undefined ? report : withPrefix(report, flags.prefix)
  const texts = shownBy(flags).map(async ({ format, file }) => ({
    file,
    text: await render(placed, format, placeOfOutput(file)),
  }))
  for (const { file, text } of await Promise.all(texts)) writeOutput(text, file)
}

/** Throws a UsageError where a report cannot be shown like this, which can be asked for before there is one. */
export function checkPlaces(flags: ShowFlags): void {
  for (const { file } of shownBy(flags)) if (file !== undefined) checkFolder(file)
}

/**
 * What is shown, and where: at most one format has no file, and goes where `--output` says. Throws a UsageError for what cannot
 * be.
 */
export function shownBy({ format: shown = [{ format: 'terminal' }], output }: ShowFlags): readonly Shown[] {
  const [plain, more] = shown.filter(({ file }) => file === undefined)
  if (more !== undefined) {
    throw new UsageError(`one format goes to standard output; say where the other goes: --format ${more.format}=FILE`)
  }
  if (plain === undefined && output !== undefined) throw new UsageError('--output is for a format without a file')
  return shown.map((one) => (one === plain && output !== undefined ? { ...one, file: output } : one))
}
