import type { Report, SetAside, Unneeded } from '../report/report.ts'
import { counted } from './terminal/page.ts'

/** Who did it, in words; what a baseline has is told where findings are held against it. */
const WAYS: Readonly<Record<Exclude<SetAside['by'], 'baseline'>, string>> = {
  settings: 'by settings',
  inline: 'by remarks in the code',
  excluded: 'left out by patterns',
}

/**
 * What is not among the findings because somebody said so, such as `2 findings by settings; 1 file left out by patterns`, and
 * what says so in vain.
 */
export function setAsideText({
  setAside = [],
  unneeded = [],
}: Pick<Report, 'setAside' | 'unneeded'>): string | undefined {
  const parts = setAside.flatMap(({ by, findings, files }) => {
    if (by === 'baseline') return []
    const counts = [
      ...(findings === undefined ? [] : [counted(findings, 'finding')]),
      ...(files === undefined ? [] : [counted(files, 'file')]),
    ]
    return [`${counts.join(' and ')} ${WAYS[by]}`]
  })
  const all = [...parts, ...inVain(unneeded)]
  return all.length === 0 ? undefined : all.join('; ')
}

/** Examples that are named; the rest is counted. */
const MOST_NAMED = 3

function inVain(unneeded: readonly Unneeded[]): readonly string[] {
  if (unneeded.length === 0) return []
  const named = unneeded.slice(0, MOST_NAMED).map(nameOf).join(', ')
  const more = unneeded.length > MOST_NAMED ? `, and ${unneeded.length - MOST_NAMED} more` : ''
  return [`nothing by ${named}${more}, which can go`]
}

function nameOf({ by, code, path, file, line, unknown, meant }: Unneeded): string {
  if (by === 'settings' && path !== undefined && (code === 'include' || code === 'exclude'))
    return `the pattern ${path} of --${code}`
  if (by === 'settings' && code === 'package')
    return `the version of ${path}, of which nothing is known${meant === undefined ? '' : ` (did you mean ${meant}?)`}`
  const what =
    by === 'inline'
      ? `the remark on ${code} in ${file}:${line}`
      : `the setting for ${code}${path === undefined ? '' : ` in ${path}`}`
  if (unknown === undefined) return what
  const suggestion = meant === undefined ? '' : `; did you mean ${meant}?`
  return `${what} (there is no finding ${unknown}${suggestion})`
}
