import { effects } from '../../report/effects.ts'
import type { Finding, Report } from '../../report/report.ts'
import { newFindings } from '../baseline.ts'
import type { Output } from '../output.ts'
import { projectInWords } from '../projects.ts'
import { setAsideText } from '../set-aside.ts'
import { printable } from '../terminal/printable.ts'

/**
 * How many places there are of each kind of finding, the worst and most frequent first, in columns that end in the code: for an
 * overview of a large project, and to choose what to mend first.
 */
export const output = {
  name: 'statistics',
  purpose: 'how many places of each kind',
  render: (report: Report) => {
    const rows = rowsOf(newFindings(report.findings))
    const places = rows.reduce((sum, row) => sum + row.places, 0)
    const setAside = setAsideText(report)
    const lines = [
      ['places', 'edits', 'effect'.padEnd(EFFECT_WIDTH), 'code'],
      ...rows.map((row) => [String(row.places), String(row.edits), row.effect.padEnd(EFFECT_WIDTH), row.code]),
    ].map(([count = '', edits = '', ...rest]) => [count.padStart(6), edits.padStart(6), ...rest].join('  '))
    const total = `${places} ${places === 1 ? 'place' : 'places'} of ${rows.length} ${rows.length === 1 ? 'kind' : 'kinds'}`
    const projects = (report.projects ?? []).map((project) => printable(projectInWords(project)))
    return [...lines, total, ...projects, ...(setAside === undefined ? [] : [`Set aside: ${setAside}`])]
      .map((line) => `${line}\n`)
      .join('')
  },
} satisfies Output

const EFFECT_WIDTH = Math.max(...effects.map(({ length }) => length))

interface Row {
  readonly code: string
  readonly effect: Finding['effect']
  readonly places: number
  /** Edits that a program can make. */
  readonly edits: number
}

/** A row for each code with each effect it has. */
function rowsOf(findings: readonly Finding[]): readonly Row[] {
  const rows = new Map<string, Row>()
  for (const { code, effect, sites, edits = [] } of findings) {
    const key = `${effect} ${code}`
    const { places, edits: before } = rows.get(key) ?? { places: 0, edits: 0 }
    const own = sites.filter(({ known }) => known !== true).length
    rows.set(key, { code, effect, places: places + own, edits: before + edits.length })
  }
  return [...rows.values()].toSorted(
    (a, b) =>
      effects.indexOf(a.effect) - effects.indexOf(b.effect) || b.places - a.places || (a.code < b.code ? -1 : 1),
  )
}
