import { createHash, randomUUID } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { folderOutside } from '../cache/outside.ts'
import { UsageError } from '../config/usage-error.ts'
import { syncFolder } from './whole-file.ts'

/** How many runs of one project can be undone. */
const KEPT = 10

const entrySchema = v.object({
  path: v.string(),
  /** What the content was before and is after, by its digest. */
  before: v.string(),
  after: v.string(),
})

const journalSchema = v.object({ root: v.string(), entries: v.array(entrySchema) })

/** A file that is written: the content that it had is kept under its digest. */
export type Entry = v.InferOutput<typeof entrySchema>

/** What a run changes, written down before it does: with it all can be put back, whenever the run was ended. */
export interface Journal {
  readonly folder: string
  readonly entries: readonly Entry[]
  /** Whether the run came to its end. */
  readonly isDone: boolean
  readonly contentBefore: (entry: Entry) => Buffer
}

const NAME = /^\d{6}$/
const DONE = 'done'

/** The journals of a project, oldest first. They are kept where nobody but the user looks, and outside of the project. */
export function journalsOf(root: string): readonly Journal[] {
  const folder = homeOf(root)
  return namesIn(folder).flatMap((name) => {
    const journal = journalIn(join(folder, name))
    return journal ? [journal] : []
  })
}

/**
 * Writes down what a run will change.
 * @param contents the contents that the files have, in the order of the entries
 */
export function beginJournal(root: string, entries: readonly Entry[], contents: readonly Uint8Array[]): Journal {
  const home = homeOf(root)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  for (const name of readdirSync(home))
    if (name.endsWith('.draft')) rmSync(join(home, name), { recursive: true, force: true })
  const names = namesIn(home)
  const draft = join(home, `${randomUUID()}.draft`)
  mkdirSync(draft, { mode: 0o700 })
  for (const [index, entry] of entries.entries())
    writeThrough(join(draft, entry.before), contents[index] ?? new Uint8Array())
  writeThrough(join(draft, 'journal.json'), Buffer.from(JSON.stringify({ root: realpathSync(root), entries })))
  syncFolder(draft)
  const folder = join(home, String(Number(names.at(-1) ?? 0) + 1).padStart(6, '0'))
  renameSync(draft, folder)
  syncFolder(home)
  for (const name of names.slice(0, Math.max(0, names.length + 1 - KEPT)))
    rmSync(join(home, name), { recursive: true, force: true })
  return journalFor(folder, entries, false)
}

/** Writes down that a run came to its end. */
export function endJournal({ folder }: Journal): void {
  writeThrough(join(folder, DONE), new Uint8Array())
  syncFolder(folder)
}

export function removeJournal({ folder }: Journal): void {
  // First what makes it one, for it may be cut short.
  rmSync(join(folder, 'journal.json'), { force: true })
  rmSync(folder, { recursive: true, force: true })
}

/**
 * Does something while no other run writes to the project.
 * @throws UsageError where one does
 */
export function alone<Result>(root: string, work: () => Result): Result {
  const home = homeOf(root)
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const lock = join(home, 'lock')
  const holder = take(lock) ?? (isRunning(lock) ? 'running' : 'gone')
  if (holder === 'gone') rmSync(lock, { force: true })
  if (holder === 'running' || (holder === 'gone' && take(lock) === undefined)) {
    throw new UsageError(`another run is writing to this project; if there is none, remove ${lock}`)
  }
  try {
    return work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function take(lock: string): 'taken' | undefined {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 })
    return 'taken'
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined
    throw error
  }
}

/** Whether the process that has taken a lock is there; one that was killed has left it. */
function isRunning(lock: string): boolean {
  try {
    const holder = Number(readFileSync(lock, 'utf8'))
    // Nobody is the process 0: a run was killed before it had written its own number.
    return holder > 0 && process.kill(holder, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** The name beside a file under which it is written first: the same for all runs, so that none is left behind. */
export function draftName(path: string): string {
  return `.acclimate-${createHash('sha256').update(path).digest('hex').slice(0, 16)}.tmp`
}

function homeOf(root: string): string {
  const folder = folderOutside(root, 'undo')
  if (folder === undefined) {
    throw new UsageError(
      'there is no place outside the project to keep what is changed; name one in ACCLIMATE_CACHE_DIR',
    )
  }
  return join(folder, createHash('sha256').update(realpathSync(root)).digest('hex').slice(0, 32))
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => NAME.test(name))
      .toSorted()
  } catch {
    return []
  }
}

function journalIn(folder: string): Journal | undefined {
  try {
    const { entries } = v.parse(journalSchema, JSON.parse(readFileSync(join(folder, 'journal.json'), 'utf8')))
    return journalFor(folder, entries, readdirSync(folder).includes(DONE))
  } catch {
    return undefined
  }
}

function journalFor(folder: string, entries: readonly Entry[], isDone: boolean): Journal {
  return { folder, entries, isDone, contentBefore: ({ before }) => readFileSync(join(folder, before)) }
}

function writeThrough(path: string, content: Uint8Array): void {
  const file = openSync(path, 'w', 0o600)
  try {
    writeFileSync(file, content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
