import { applyEdits, inOrder, type TextEdit } from './apply.ts'
import { nameInDiff } from './name-in-diff.ts'

/** Unchanged lines that are shown on either side of a change, as all programs for patches do. */
const CONTEXT = 3

/** Lines that are replaced: `at` is the 0-based index of the first; lines have their line feed. */
export interface LineChange {
  readonly at: number
  readonly removed: readonly string[]
  readonly added: readonly string[]
}

/**
 * What edits do to a file, as a unified diff that `git apply` and `patch -p1` take; empty where they change nothing. Only
 * lines that an edit touches are looked at, so that the work does not grow with the square of the file. As in git, a line
 * ends in a line feed and nowhere else: a carriage return is a part of it.
 * @param path POSIX path from the folder in which the patch will be applied
 */
export function unifiedDiff(path: string, before: string, edits: readonly TextEdit[]): string {
  const starts = lineStarts(before)
  const changes = changesOf(before, starts, inOrder(edits))
  if (changes.length === 0) return ''
  const hunks: string[] = []
  let drift = 0
  for (const hunk of hunksOf(changes)) {
    hunks.push(hunkOf(before, starts, hunk, drift))
    drift += hunk.reduce((sum, { removed, added }) => sum + added.length - removed.length, 0)
  }
  return `--- ${nameInDiff(`a/${path}`)}\n+++ ${nameInDiff(`b/${path}`)}\n${hunks.join('')}`
}

/** What edits do to the lines of a text, in order; those that follow each other are one. */
export function lineChanges(before: string, edits: readonly TextEdit[]): readonly LineChange[] {
  return changesOf(before, lineStarts(before), inOrder(edits))
}

/** Where each line begins; the end of the text is no line, so that a text that ends in a line feed has none behind it. */
function lineStarts(text: string): readonly number[] {
  const starts: number[] = []
  for (let at = 0; at < text.length;) {
    starts.push(at)
    const end = text.indexOf('\n', at)
    at = end < 0 ? text.length : end + 1
  }
  return starts
}

function linesOf(text: string): readonly string[] {
  return lineStarts(text).map((start, index, starts) => text.slice(start, starts[index + 1]))
}

/** The lines that sorted edits change; edits that share a line are one change. */
function changesOf(before: string, starts: readonly number[], edits: readonly TextEdit[]): readonly LineChange[] {
  const blocks: { first: number; last: number; edits: TextEdit[] }[] = []
  for (const edit of edits) {
    const first = lineAt(starts, edit.start)
    const last = lineAt(starts, edit.end)
    const open = blocks.at(-1)
    if (open && first <= open.last) {
      open.last = Math.max(open.last, last)
      open.edits.push(edit)
    } else blocks.push({ first, last, edits: [edit] })
  }
  const changes = blocks.flatMap(({ first, last, edits: own }) => {
    const start = starts[first] ?? before.length
    const old = before.slice(start, starts[last + 1])
    const moved = own.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }))
    return trimmed(first, linesOf(old), linesOf(applyEdits(old, moved)))
  })
  return joined(changes)
}

/** Changes of lines that follow each other are shown as one. */
function joined(changes: readonly LineChange[]): readonly LineChange[] {
  const found: { at: number; removed: string[]; added: string[] }[] = []
  for (const { at, removed, added } of changes) {
    const before = found.at(-1)
    if (before && before.at + before.removed.length === at) {
      for (const line of removed) before.removed.push(line)
      for (const line of added) before.added.push(line)
    } else found.push({ at, removed: [...removed], added: [...added] })
  }
  return found
}

/** The index of the line that an offset is on; one past the last line where the text ends in a line feed before it. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}

/** A change without the lines that are the same on both sides of it; nothing where all of them are. */
function trimmed(at: number, old: readonly string[], now: readonly string[]): readonly LineChange[] {
  const shorter = Math.min(old.length, now.length)
  let head = 0
  while (head < shorter && old[head] === now[head]) head++
  let tail = 0
  while (tail < shorter - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++
  const removed = old.slice(head, old.length - tail)
  const added = now.slice(head, now.length - tail)
  return removed.length + added.length === 0 ? [] : [{ at: at + head, removed, added }]
}

/** Changes so near to each other that their context would meet are shown together. */
function hunksOf(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const hunks: LineChange[][] = []
  let end = 0
  for (const change of changes) {
    const open = hunks.at(-1)
    if (open && change.at - end <= 2 * CONTEXT) open.push(change)
    else hunks.push([change])
    end = change.at + change.removed.length
  }
  return hunks
}

/** @param drift by how many lines the file has grown before the hunk */
function hunkOf(before: string, starts: readonly number[], changes: readonly LineChange[], drift: number): string {
  const last = changes.at(-1)
  const from = Math.max(0, (changes[0]?.at ?? 0) - CONTEXT)
  const to = Math.min(starts.length, (last ? last.at + last.removed.length : 0) + CONTEXT)
  const kept = (first: number, end: number) =>
    Array.from({ length: end - first }, (_, index) => {
      return marked(' ', before.slice(starts[first + index], starts[first + index + 1]))
    })
  const body: (readonly string[])[] = []
  let at = from
  for (const { at: begin, removed, added } of changes) {
    body.push(
      kept(at, begin),
      removed.map((line) => marked('-', line)),
      added.map((line) => marked('+', line)),
    )
    at = begin + removed.length
  }
  body.push(kept(at, to))
  const grown = changes.reduce((sum, { removed, added }) => sum + added.length - removed.length, 0)
  return `@@ -${range(from, to - from)} +${range(from + drift, to - from + grown)} @@\n${body.flat().join('')}`
}

/** Of no lines at all, the one before is named. */
function range(from: number, count: number): string {
  return `${count === 0 ? from : from + 1}${count === 1 ? '' : `,${count}`}`
}

/** A last line that does not end must not be taken for one that does. */
function marked(mark: string, line: string): string {
  return line.endsWith('\n') ? mark + line : `${mark}${line}\n\\ No newline at end of file\n`
}
