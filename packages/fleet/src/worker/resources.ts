import { execFile } from 'node:child_process'
import { closeSync, openSync, readFileSync, readSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A process and all that it has started. */
export interface Group {
  /** Bytes that they hold. */
  readonly memory: number
  readonly processes: number
}

/** Looks at a process and all that it has started, again and again. */
export interface Watch {
  /** What they take now; undefined where that cannot be learned, as where they have ended. */
  readonly look: () => Promise<Group | undefined>
  readonly close: () => void
}

export function watchGroup(leader: number): Watch {
  return process.platform === 'linux' ? watchOnLinux(leader) : { look: () => withPs(leader), close: () => {} }
}

/** Of pages in memory; Linux has others than these only where it was built for it. */
const PAGE = 4096

/** Longer than what is read of these files, but for the children of a process that starts thousands. */
const LONGEST = 4096

/** The files are opened once: a fleet looks at each of its workers five times a second. */
function watchOnLinux(leader: number): Watch {
  let isClosed = false
  const opened = ['statm', `task/${leader}/children`].flatMap((name) => open(`/proc/${leader}/${name}`))
  const [ofMemory, ofChildren] = opened
  const buffer = Buffer.alloc(LONGEST)
  const read = (file: number): string => buffer.toString('latin1', 0, readSync(file, buffer, 0, LONGEST, 0))
  return {
    async look() {
      if (isClosed || ofMemory === undefined || ofChildren === undefined) return undefined
      try {
        return withChildren(read(ofMemory), read(ofChildren))
      } catch {
        // It has ended meanwhile.
        return undefined
      }
    },
    close() {
      // A number of a closed file may soon be another's.
      isClosed = true
      for (const file of opened) closeSync(file)
    },
  }
}

function open(path: string): readonly number[] {
  try {
    return [openSync(path, 'r')]
  } catch {
    return []
  }
}

function withChildren(statm: string, children: string): Group {
  const own = { memory: Number(statm.split(' ')[1]) * PAGE, processes: 1 }
  return sumOf([
    own,
    ...children
      .split(' ')
      .filter(Boolean)
      .flatMap((child) => groupBelow(Number(child)) ?? []),
  ])
}

function groupBelow(pid: number): Group | undefined {
  try {
    const text = (name: string): string => readFileSync(`/proc/${pid}/${name}`, 'latin1')
    return withChildren(text('statm'), text(`task/${pid}/children`))
  } catch {
    return undefined
  }
}

function withPs(leader: number): Promise<Group | undefined> {
  return new Promise((resolve) => {
    execFile('ps', ['-A', '-o', 'pgid=,rss='], (error, stdout) => {
      if (error) return resolve(undefined)
      const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number))
      const own = rows.filter(([group]) => group === leader)
      resolve(sumOf(own.map(([, kilobytes = 0]) => ({ memory: kilobytes * 1024, processes: 1 }))))
    })
  })
}

function sumOf(groups: readonly Group[]): Group {
  const sum = (key: keyof Group): number => groups.reduce((total, group) => total + group[key], 0)
  return { memory: sum('memory'), processes: sum('processes') }
}

/** Git writes what it fetches into few files here, before anything is checked out. */
const OF_PACKS = /^pack$/

/** Bytes that have been fetched so far into copies under a folder. */
export function fetchedBytes(folder: string): number {
  try {
    const copies = readdirSync(folder).flatMap((copy) =>
      readdirSync(join(folder, copy)).map((name) => join(folder, copy, name)),
    )
    return copies.reduce((sum, copy) => sum + packsIn(join(copy, '.git', 'objects')), 0)
  } catch {
    return 0
  }
}

function packsIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return OF_PACKS.test(entry.name) ? sum + packsIn(path) : sum
    return /pack/.test(entry.name) ? sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0) : sum
  }, 0)
}
