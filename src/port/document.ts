import { groupedBy } from '../edit/grouped.ts'
import { unifiedDiff } from '../edit/unified-diff.ts'
import { effects } from '../report/effects.ts'
import type { MachineProof, Port, PortLeft } from '../report/port.ts'
import type { Report } from '../report/report.ts'
import { changedLines } from './changed-lines.ts'
import { composed } from './composed.ts'
import { raisedFirst } from './raised-first.ts'
import { isProblem } from './faults.ts'
import { placeIn } from './place-in.ts'
import { reasonsOf, suggestionsIn } from './suggestions.ts'
import type { Ported } from './port-project.ts'

/** What there is to say of a port. */
export function portDocument(ported: Ported): Port {
  const { before, after, rounds, refused, waiting } = ported
  const files = composed(rounds)
  const first = raisedFirst(after.report)
  const reasons = groupedBy(reasonsOf(rounds), ({ lines }) => lines.file)
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
    ...(first && { first }),
    left: leftIn(after.report),
    proof: {
      machines: machinesOf(rounds),
      requirements: before.required.join('\n') === after.required.join('\n') ? 'same' : 'not-shown',
      parsed: { files: files.length, by: rounds.at(-1)?.parsedBy ?? [] },
    },
    files: files.map((file) => ({
      path: file.path,
      diff: unifiedDiff(file.path, file.before, file.edits),
      suggestions: suggestionsIn(file, reasons.get(file.path) ?? []),
    })),
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
  return findings
    .filter(isProblem)
    .toSorted((a, b) => effects.indexOf(a.effect) - effects.indexOf(b.effect))
    .map(({ code, effect, message, sites, fix }) => ({
      code,
      effect,
      message,
      sites: sites.map(placeIn),
      ...(fix && { fix }),
    }))
}

/** Of several rounds, what was seen in the first and is the same in all. */
function machinesOf(rounds: Ported['rounds']): readonly MachineProof[] {
  const [first, ...others] = rounds
  return (first?.machines ?? []).map(({ machine, seen, same }, index) => {
    const lost = others.map(({ machines }) => (machines[index] ? machines[index].seen - machines[index].same : 0))
    return { machine, seen, same: Math.max(0, same - lost.reduce((sum, count) => sum + count, 0)) }
  })
}

function placeOf(edits: readonly { readonly file: string; readonly line: number }[]) {
  return { file: edits[0]?.file ?? '', line: edits[0]?.line ?? 1 }
}
