import type { Finding, Reach, Report } from '../../report/report.ts'
import { newFindings } from '../baseline.ts'
import { byWeight } from '../by-weight.ts'
import { nothingToJudge } from '../nothing-to-judge.ts'
import { placeOf } from '../terminal/findings.ts'
import { counted } from '../terminal/page.ts'
import { EFFECT_WORDS } from '../words.ts'
import { code, prose } from './text.ts'

const REACH_WORDS: Readonly<Record<Reach, string>> = {
  main: '',
  unknown: '',
  optional: 'beside the main path',
  test: 'test',
  vendored: 'copy of another project',
}

/** Characters of a fingerprint; ours have about twenty. */
const MAX_FINGERPRINT = 64
/** Characters kept for the line that says how many findings are left out. */
const CLOSING_CHARACTERS = 200

/**
 * A table with a row for each finding that is not in the baseline, those that hurt most first, as many as there is room
 * for. A comment in each row has the fingerprint.
 * @param room in characters
 */
export function findingsSection(report: Report, room: number): string[] {
  if (nothingToJudge(report) !== undefined) return []
  const shown = byWeight(newFindings(report.findings))
  if (shown.length === 0) return ['', '### Findings', '', none(report)]
  const lines = [
    '',
    `### ${counted(shown.length, 'finding')}`,
    '',
    '<details><summary>Every finding with its place</summary>',
    '',
    '| effect | place | what happens | fix |',
    '| --- | --- | --- | --- |',
  ]
  let left = room - CLOSING_CHARACTERS - lines.join('\n').length
  const rows: string[] = []
  for (const finding of shown) {
    const row = rowOf(finding)
    left -= row.length + 1
    if (left < 0) break
    rows.push(row)
  }
  const more = shown.length - rows.length
  return [
    ...lines,
    ...rows,
    '',
    ...(more > 0
      ? [`There is no room for ${counted(more, 'more finding')}; the JSON report has all of them.`, '']
      : []),
    '</details>',
  ]
}

/** What is known from a baseline still counts in the answer above. */
function none({ findings }: Report): string {
  return findings.length === 0
    ? 'Nothing was found that speaks against either platform.'
    : `Nothing new: ${counted(findings.length, 'finding')} in the baseline.`
}

function rowOf({ effect, certainty, reach, sites, message, fix, code: kind, fingerprint }: Finding): string {
  const [first] = sites
  const others = sites.length > 1 ? ` and ${sites.length - 1} more` : ''
  const doubts = [certainty === 'certain' ? '' : certainty, REACH_WORDS[reach]].filter((doubt) => doubt !== '')
  const cells = [
    [EFFECT_WORDS[effect], ...doubts].join('<br>'),
    first ? code(placeOf(first)) + others : '',
    `${prose(message)}<br>${code(kind)}`,
    fix ? prose(fix.summary) : '',
  ]
  return `| ${cells.join(' | ')} <!-- ${idOf(fingerprint)} --> |`
}

/** A fingerprint of a report from elsewhere may hold what ends a comment. */
function idOf(fingerprint: string): string {
  return fingerprint.replaceAll(/\W+/g, '-').slice(0, MAX_FINGERPRINT)
}
