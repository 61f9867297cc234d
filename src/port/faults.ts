/** What a round of edits must not do, told from the reports before and after it. */
import type { ChangedFile } from '../edit/plan.ts'
import { effects } from '../report/effects.ts'
import type { Finding, Report } from '../report/report.ts'
import type { ChangedLines, Lines } from './changed-lines.ts'
import type { Group } from './groups.ts'

/** Something that is wrong after the edits, where that was before, and why it speaks against whoever edited there. */
export interface Fault {
  readonly lines: Lines
  /** What follows the name of a group in a sentence. */
  readonly reason: string
}

/**
 * Findings at lines that had none of that kind, or one that did less harm. What is only good to know does none. What is only
 * possible in a file that nobody edited, is said of a line left alone that was as bad before, or of a library that was as bad in that
 * file, comes of the program's getting there at last, and is left to be done.
 */
export function newFindings(
  files: readonly ChangedFile[],
  before: Report,
  after: Report,
  changed: ChangedLines,
): readonly Fault[] {
  const edited = new Set(files.map(({ path }) => path))
  const known = new Map<string, number>()
  for (const finding of before.findings)
    for (const { file, line } of finding.sites)
      for (const key of [keyOf(finding, file, line), lineKey(file, line), libraryKey(finding, file)])
        known.set(key, Math.min(rank(finding), known.get(key) ?? Infinity))
  const wasAsBad = (key: string, finding: Finding): boolean => (known.get(key) ?? Infinity) <= rank(finding)
  return after.findings.filter(isProblem).flatMap((finding) =>
    finding.sites.flatMap(({ file, line }) => {
      if (!edited.has(file) && finding.certainty === 'possible') return []
      const lines = changed.before(file, line)
      const isLeftAlone = !changed.isEdited(file, line)
      if (isLeftAlone && wasAsBad(lineKey(file, lines.first), finding)) return []
      if (finding.library !== undefined && wasAsBad(libraryKey(finding, file), finding)) return []
      const isKnown = eachLine(lines).some((own) => wasAsBad(keyOf(finding, file, own), finding))
      const reason = `would bring a new finding at ${file}:${line}: ${finding.message} (${finding.code})`
      return isKnown ? [] : [{ lines, reason }]
    }),
  )
}

/** Groups after which the finding that they answer is still found where they changed something. */
export function unanswered(
  groups: readonly Group[],
  before: Report,
  after: Report,
  changed: ChangedLines,
): readonly Group[] {
  const counts = new Map<string, number>()
  const count = (finding: Finding, { file, first }: Lines, by: number) => {
    const key = keyOf(finding, file, first)
    counts.set(key, (counts.get(key) ?? 0) + by)
  }
  const had = new Set<string>()
  for (const finding of before.findings)
    for (const { file, line } of finding.sites) {
      count(finding, { file, first: line, last: line }, -1)
      had.add(keyOf(finding, file, line))
    }
  for (const finding of after.findings)
    for (const { file, line } of finding.sites) count(finding, changed.before(file, line), 1)
  return groups.filter((group) =>
    group.edits.some(({ file, line }) => {
      const key = keyOf(group, file, line)
      return had.has(key) && (counts.get(key) ?? 0) >= 0
    }),
  )
}

/** Edited files of which a part can no longer be read. */
export function unreadable(files: readonly ChangedFile[], before: Report, after: Report): readonly Fault[] {
  const edited = new Set(files.map(({ path }) => path))
  const known = new Set(before.coverage.unread.map(({ file, reason }) => `${file}\0${reason}`))
  return after.coverage.unread
    .filter(({ file, reason }) => edited.has(file) && !known.has(`${file}\0${reason}`))
    .map(({ file, reason }) => ({ lines: wholeFile(file), reason: `would leave ${file} unread: ${reason}` }))
}

/** All lines of a file. */
export function wholeFile(file: string): Lines {
  return { file, first: 1, last: Infinity }
}

/** Whether a finding asks for something. */
export function isProblem({ effect }: Pick<Finding, 'effect'>): boolean {
  return effect !== 'info'
}

function keyOf({ code }: Pick<Finding, 'code'>, file: string, line: number): string {
  return `${code}\0${file}\0${line}`
}

function lineKey(file: string, line: number): string {
  return `\0${file}\0${line}`
}

function libraryKey({ library }: Finding, file: string): string {
  return `${library ?? ''}\0${file}\0library`
}

function rank({ effect }: Finding): number {
  return effects.indexOf(effect)
}

function eachLine({ first, last }: Lines): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
