import type { Finding, Report, Site } from '../../report/report.ts'
import { newFindings } from '../baseline.ts'
import type { Output } from '../output.ts'
import { projectInWords } from '../projects.ts'
import { setAsideText } from '../set-aside.ts'
import { printable } from '../terminal/printable.ts'

/**
 * `file:line:column: effect certainty code: message | fix`, a line for each place, in the order of files: for editors that
 * know such lists, and for grep. What is known from a baseline is left out; what somebody set aside is counted at the end, and
 * of several projects each has a line there, worst first.
 */
export const output = {
  name: 'lines',
  purpose: 'a line a place, for editors and grep',
  render: (report: Report) => {
    const places = newFindings(report.findings)
      .flatMap((finding) => finding.sites.filter(({ known }) => known !== true).map((site) => ({ site, finding })))
      .toSorted((a, b) => byPlace(a.site, b.site))
    const setAside = setAsideText(report)
    const lines = [
      ...places.map(({ site, finding }) => lineOf(site, finding)),
      ...(report.projects ?? []).map((project) => printable(projectInWords(project))),
      ...(setAside === undefined ? [] : [`Set aside: ${setAside}`]),
    ]
    return lines.map((line) => `${line}\n`).join('')
  },
} satisfies Output

function lineOf({ file, line, column }: Site, { effect, certainty, code, message, fix }: Finding): string {
  const advice = fix === undefined ? '' : ` | ${fix.summary}`
  return printable(`${file}:${line}:${column}: ${effect} ${certainty} ${code}: ${message}${advice}`)
}

function byPlace(a: Site, b: Site): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1
  return a.line - b.line || a.column - b.column
}
