import type { ChangedFile } from '../edit/plan.ts'
import { lineChanges } from '../edit/unified-diff.ts'
import type { PortSuggestion } from '../report/port.ts'
import { changedLines, type Lines } from './changed-lines.ts'
import type { Ported } from './port-project.ts'

/** The changes of a file as replacements of whole lines, as they can be suggested in the review of a pull request. */
export function suggestionsIn({ before, edits }: ChangedFile, reasons: readonly Reason[]): readonly PortSuggestion[] {
  const lines = before.split('\n')
  const byLine = reasonsByLine(reasons)
  return lineChanges(before, edits).map((change) => {
    const { at, removed, added } = withAnchor(lines, change)
    const why = removed.flatMap((_, index) => byLine.get(at + 1 + index) ?? [])
    return { line: at + 1, endLine: at + removed.length, text: added.map(withoutEnd), why: [...new Set(why)] }
  })
}

function reasonsByLine(reasons: readonly Reason[]): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>()
  for (const { lines, why } of reasons)
    for (let line = lines.first; line <= lines.last; line++) {
      const own = found.get(line)
      if (own) own.push(why)
      else found.set(line, [why])
    }
  return found
}

/** Why something changes, at lines as they are on disk. */
interface Reason {
  readonly lines: Lines
  readonly why: string
}

/** The reasons of all rounds by the lines on disk, through the rounds before. */
export function reasonsOf(rounds: Ported['rounds']): readonly Reason[] {
  return rounds.flatMap(({ changes }, index) => {
    const earlier = rounds.slice(0, index).map(({ files }) => changedLines(files))
    const onDisk = ({ file, first, last }: Lines): Lines =>
      earlier.reduceRight(
        (lines, { before }) => ({
          file,
          first: before(file, lines.first).first,
          last: before(file, lines.last).last,
        }),
        { file, first, last },
      )
    return changes.flatMap(({ edits, why, safety, lowered }) =>
      edits.map(({ file, line, endLine }) => ({
        lines: onDisk({ file, first: line, last: endLine }),
        why: `${why}${safety === 'safe' ? '' : ` To be looked at${lowered === undefined ? '' : `: ${lowered}`}.`}`,
      })),
    )
  })
}

type LineChange = ReturnType<typeof lineChanges>[number]

/** A suggestion replaces lines: what is only put between two is put there with the one behind it, or at the end before it. */
function withAnchor(lines: readonly string[], { at, removed, added }: LineChange): LineChange {
  if (removed.length > 0) return { at, removed, added }
  const behind = lines[at]
  const isLast = behind === undefined || (behind === '' && at === lines.length - 1)
  if (!isLast) return { at, removed: [behind], added: [...added, behind] }
  const ahead = lines[at - 1] ?? ''
  return { at: Math.max(0, at - 1), removed: [ahead], added: at === 0 ? added : [ahead, ...added] }
}

function withoutEnd(line: string): string {
  return line.replace(/\r?\n?$/, '')
}
