import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UsageError } from '../config/usage-error.ts'
import { reasonOf } from '../project/files/reason.ts'
import {
  alone,
  beginJournal,
  draftName,
  endJournal,
  type Entry,
  type Journal,
  journalsOf,
  removeJournal,
} from './journal.ts'
import { contentOf, digestOf, replaceFile, whyNotWritten } from './whole-file.ts'

/** A file that is to have another content. */
export interface Rewritten {
  /** Relative to the root. */
  readonly path: string
  /** What it was when the change was worked out. */
  readonly before: Uint8Array
  readonly after: Uint8Array
}

/**
 * Writes files, each whole or not at all. What they were is kept first, so that whenever the program is ended each is old or
 * new, and `undoWrite` puts all of them back. Where one cannot be written, none is.
 * @throws UsageError that says which and why
 */
export function writeFiles(root: string, files: readonly Rewritten[]): void {
  alone(root, () => write(root, files))
}

function write(root: string, files: readonly Rewritten[]): void {
  for (const { path, before } of files) {
    const reason =
      whyNotWritten(root, path) ?? (isContent(root, path, digestOf(before)) ? undefined : 'was changed meanwhile')
    if (reason !== undefined) throw new UsageError(`nothing is written: ${path} ${reason}`)
  }
  const cutShort = journalsOf(root).filter(({ isDone }) => !isDone)
  const { entries, contents } = withCutShort(root, files, cutShort)
  const journal = beginJournal(root, entries, contents)
  for (const old of cutShort) removeJournal(old)
  try {
    for (const { path, after } of files) replaceFile(root, path, after, draftName(path))
  } catch (error) {
    putBack(root, journal)
    throw new UsageError(`nothing is written: ${reasonOf(error)}`)
  }
  endJournal(journal)
}

/** What is written, and what a run that was cut short has left to be undone: to undo the two is one step. */
function withCutShort(root: string, files: readonly Rewritten[], cutShort: readonly Journal[]) {
  const kept = new Map<string, { readonly entry: Entry; readonly content: Uint8Array }>()
  for (const journal of cutShort) {
    for (const entry of journal.entries) {
      const isWritten = entry.before !== entry.after && isContent(root, entry.path, entry.after)
      if (isWritten && !kept.has(entry.path)) kept.set(entry.path, { entry, content: journal.contentBefore(entry) })
    }
  }
  for (const { path, before, after } of files) {
    const known = kept.get(path)
    const content = known?.content ?? before
    kept.set(path, { entry: { path, before: digestOf(content), after: digestOf(after) }, content })
  }
  return {
    entries: [...kept.values()].map(({ entry }) => entry),
    contents: [...kept.values()].map(({ content }) => content),
  }
}

/**
 * Puts back what the last run has written, and gives the paths. A run that was cut short can be undone, and undone again
 * where that was.
 * @throws UsageError where there is nothing to be undone, and for a file that was changed since
 */
export function undoWrite(root: string): readonly string[] {
  return alone(root, () => undo(root))
}

function undo(root: string): readonly string[] {
  const journal = journalsOf(root).at(-1)
  if (!journal) throw new UsageError('there is nothing to undo: no changes to this project are on record')
  const changed = journal.entries.filter(
    ({ path, before, after }) => !isContent(root, path, after) && !isContent(root, path, before),
  )
  const [first] = changed
  if (first) {
    const more = changed.length === 1 ? '' : ` and ${changed.length - 1} more`
    throw new UsageError(`nothing is undone: ${first.path}${more} was changed since it was written`)
  }
  const unfit = journal.entries.flatMap(({ path }) => whyNotWritten(root, path) ?? [])
  if (unfit[0] !== undefined) throw new UsageError(`nothing is undone: a file ${unfit[0]}`)
  return putBack(root, journal)
}

function putBack(root: string, journal: Journal): readonly string[] {
  const paths: string[] = []
  for (const entry of journal.entries) {
    const { path, before } = entry
    // A draft of a run that was killed.
    rmSync(join(root, dirname(path), draftName(path)), { force: true })
    if (isContent(root, path, before)) continue
    replaceFile(root, path, journal.contentBefore(entry), draftName(path))
    paths.push(path)
  }
  removeJournal(journal)
  return paths
}

function isContent(root: string, path: string, digest: string): boolean {
  const content = contentOf(root, path)
  return content !== undefined && digestOf(content) === digest
}
