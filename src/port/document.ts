import { unifiedDiff } from '../edit/unified-diff.ts'
import { effects } from '../report/effects.ts'
import type { MachineProof, Port, PortLeft } from '../report/port.ts'
import type { Finding, Report } from '../report/report.ts'
import { changedLines } from './changed-lines.ts'
import { composed } from './composed.ts'
import { isProblem } from './faults.ts'
import type { Ported } from './port-project.ts'
import { compareBehaviour } from './same-behaviour/compare.ts'

/** What there is to say of a port. */
export function portDocument(ported: Ported): Port {
  const { before, after, rounds, refused, waiting } = ported
  const files = composed(rounds)
  return {
    schemaVersion: 1,
    tool: before.report.tool,
    project: before.report.project,
    platforms: {
      metal: { before: before.report.platforms.metal.status, after: after.report.platforms.metal.status },
      cuda: { before: before.report.platforms.cuda.status, after: after.report.platforms.cuda.status },
    },
    findings: {
      before: before.report.findings.filter(isProblem).length,
      answered: answered(before.report, after.report, files),
      after: after.report.findings.filter(isProblem).length,
    },
    rounds: rounds.length,
    changes: rounds.flatMap(({ changes }) => changes),
    setAside: [
      ...refused.map(({ code, edits, reason }) => ({ code, ...placeOf(edits), reason })),
      ...waiting.map(({ group, edits, reason }) => ({ code: group.split(' ')[0] ?? '', ...placeOf(edits), reason })),
    ],
    left: leftIn(after.report),
    proof: {
      machines: machinesOf(ported),
      requirements: before.required.join('\n') === after.required.join('\n') ? 'same' : 'not-shown',
      parsed: { files: files.length, by: rounds.at(-1)?.parsedBy ?? [] },
    },
    files: files.map(({ path, before: text, edits }) => ({ path, diff: unifiedDiff(path, text, edits) })),
  }
}

/** Findings of which no place is left. */
function answered(before: Report, after: Report, files: ReturnType<typeof composed>): number {
  const changed = changedLines(files)
  const left = new Set(
    after.findings.flatMap(({ code, sites }) =>
      sites.flatMap((site) => {
        const { file, first, last } = changed.before(site.file, site.line)
        return Array.from({ length: last - first + 1 }, (_, index) => `${code}\0${file}\0${first + index}`)
      }),
    ),
  )
  return before.findings.filter(
    (finding) =>
      isProblem(finding) && !finding.sites.some(({ file, line }) => left.has(`${finding.code}\0${file}\0${line}`)),
  ).length
}

function leftIn({ findings }: Report): readonly PortLeft[] {
  const rank = ({ effect }: Finding) => effects.indexOf(effect)
  return findings
    .filter(isProblem)
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ code, effect, message, sites, fix }) => ({
      code,
      effect,
      message,
      sites: sites.map(({ file, line, cell, excerpt }) => ({
        file,
        line,
        ...(cell !== undefined && { cell }),
        excerpt,
      })),
      ...(fix && { fix }),
    }))
}

function machinesOf({ before, after }: Ported): readonly MachineProof[] {
  return before.behaviours.flatMap((behaviour, index) => {
    const later = after.behaviours[index]
    const { machine } = behaviour
    if (!later || machine === 'mac') return []
    const { seen, same } = compareBehaviour(behaviour, later)
    return [{ machine, seen, same }]
  })
}

function placeOf(edits: readonly { readonly file: string; readonly line: number }[]) {
  return { file: edits[0]?.file ?? '', line: edits[0]?.line ?? 1 }
}
