import type { Report } from '../../report/report.ts'
import { differing } from '../terminal/entry-points.ts'
import { SHORT_STATUS_WORDS } from '../words.ts'
import { code } from './text.ts'

/** Each way into the project, where they fare differently. */
export function entryPointsSection({ entryPoints = [] }: Report): string[] {
  const shown = differing(entryPoints)
  if (shown.length === 0) return []
  const more = entryPoints.length - shown.length
  return [
    '',
    '| what is run | on a Mac | findings |',
    '| --- | --- | --- |',
    ...shown.map(
      ({ title, file, metal }) =>
        `| ${code(title ?? file)} | ${SHORT_STATUS_WORDS[metal.status]} | ${metal.findings.length} |`,
    ),
    ...(more > 0 ? ['', `And ${more} more.`] : []),
  ]
}
