import type { Report, ResolutionDifference } from '../../report/report.ts'
import { counted, type Page, paragraph, twoColumns } from './page.ts'
import { widthOf } from './printable.ts'

const MAX_ROWS = 12

/** Names that are listed together, since they say one thing: CUDA's own packages are not there on a Mac. */
const OF_CUDA = /^(?:nvidia|cuda)-/

/** What would be installed on either platform, and where that differs. */
export function resolutionSection({ resolution }: Report, page: Page): string[] {
  if (!resolution) return []
  const { by, packages, differences, problems } = resolution
  const title = by
    ? `What ${by} would install: ${counted(packages.macos, 'package')} on the Mac, ${packages.linux} on Linux with CUDA`
    : 'What would be installed was not resolved'
  const cuda = differences.filter(({ name, change }) => change === 'disappears' && OF_CUDA.test(name))
  const rows = differences
    .filter((difference) => cuda.length < 2 || !cuda.includes(difference))
    .map((difference) => ({ name: difference.name, text: describe(difference) }))
  const shown = rows.slice(0, MAX_ROWS)
  const width = Math.min(30, Math.max(0, ...shown.map(({ name }) => widthOf(name))))
  return [
    '',
    ...paragraph(page, 0, '', title).map(page.colours.bold),
    ...problems.flatMap((problem) => paragraph(page, 3, '', problem)),
    ...shown.map(({ name, text }) => twoColumns(page, 3, name, width, text)),
    ...(rows.length > shown.length ? [`   and ${rows.length - shown.length} more`] : []),
    ...(cuda.length < 2 ? [] : [`   ${counted(cuda.length, 'package')} of CUDA on Linux only`]),
  ]
}

function describe({ change, macos, linux, reasons }: ResolutionDifference): string {
  switch (change) {
    case 'disappears':
      return `on Linux only (${linux})`
    case 'appears':
      return `on the Mac only (${macos})`
    case 'changes-version':
      return `${macos} on the Mac, ${linux} on Linux`
    case 'unresolved': {
      const where = reasons?.macos === undefined ? 'on Linux' : reasons.linux === undefined ? 'on the Mac' : 'on either'
      return `cannot be had ${where}: ${reasons?.macos ?? reasons?.linux ?? ''}`
    }
  }
}
