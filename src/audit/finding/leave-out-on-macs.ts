import type { Declaration } from '../../project/facts.ts'
import type { PlannedEdit } from '../rule.ts'
import type { About } from './edit-at.ts'

/** Formats whose requirements may have a marker; in setup.cfg a value on one line may not. */
const TAKES_MARKERS: ReadonlySet<string> = new Set(['requirements-txt', 'pyproject-toml', 'setup-py', 'pep-723'])

/** A marker that leaves a requirement out on macOS; undefined where the file has no place for one that is right for sure. */
export function leaveOutOnMacs(declaration: Declaration, about: About): PlannedEdit | undefined {
  const { ecosystem, format, requirement, site, url, written } = declaration
  if (!written || url !== undefined || ecosystem !== 'pypi' || !TAKES_MARKERS.has(format)) return undefined
  const hasMarker = requirement.includes(';')
  if (hasMarker && /\bor\b/.test(requirement)) return undefined
  const quote = written.quote === '"' ? "'" : '"'
  const column = site.endColumn - (written.quote ? 1 : 0)
  return {
    file: site.file,
    start: written.end,
    end: written.end,
    text: `${hasMarker ? ' and' : ';'} sys_platform != ${quote}darwin${quote}`,
    line: site.endLine,
    column,
    endLine: site.endLine,
    endColumn: column,
    ...about,
  }
}
