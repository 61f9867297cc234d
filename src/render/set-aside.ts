import type { Report, SetAside } from '../report/report.ts'
import { counted } from './terminal/page.ts'

/** Who did it, in words; what a baseline has is told where findings are held against it. */
const WAYS: Readonly<Record<Exclude<SetAside['by'], 'baseline'>, string>> = {
  settings: 'by settings',
  inline: 'by remarks in the code',
  excluded: 'left out by patterns',
}

/** What is not among the findings because somebody said so, such as `2 findings by settings; 1 file left out by patterns`. */
export function setAsideText({ setAside = [] }: Pick<Report, 'setAside'>): string | undefined {
  const parts = setAside.flatMap(({ by, findings, files }) => {
    if (by === 'baseline') return []
    const counts = [
      ...(findings === undefined ? [] : [counted(findings, 'finding')]),
      ...(files === undefined ? [] : [counted(files, 'file')]),
    ]
    return [`${counts.join(' and ')} ${WAYS[by]}`]
  })
  return parts.length === 0 ? undefined : parts.join('; ')
}
