import type { Report } from '../../report/report.ts'
import { counted } from '../terminal/page.ts'
import { code, prose } from './text.ts'

const MAX_UNREAD = 5

/** What could not be read, and what the answer rests on. */
export function closing({ coverage, tool }: Report): string[] {
  const { unread, filesRead } = coverage
  const shown = unread
    .slice(0, MAX_UNREAD)
    .map(({ file, line, reason }) => `- ${code(line === undefined ? file : `${file}:${line}`)}: ${prose(reason)}`)
  const more = unread.length - shown.length
  return [
    ...(unread.length > 0 ? ['', `### Not read, or not wholly: ${counted(unread.length, 'place')}`, '', ...shown] : []),
    ...(more > 0 ? [`- and ${more} more`] : []),
    '',
    `<sub>${counted(filesRead, 'file')} read. Facts as of ${tool.knowledge}, acclimate ${prose(tool.version)}.</sub>`,
  ]
}
