import { execFile } from 'node:child_process'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** A process and all that it has started. */
export interface Group {
  /** Bytes that they hold. */
  readonly memory: number
  readonly processes: number
}

/** What a process and all that it has started take now; undefined where that cannot be learned. */
export async function groupOf(leader: number): Promise<Group | undefined> {
  return process.platform === 'linux' ? onLinux(leader) : withPs(leader)
}

/** Of pages in memory; Linux has others than these only where it was built for it. */
const PAGE = 4096

function onLinux(pid: number): Group | undefined {
  try {
    const resident = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1])
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean)
    return sumOf([
      { memory: resident * PAGE, processes: 1 },
      ...children.flatMap((child) => onLinux(Number(child)) ?? []),
    ])
  } catch {
    // It has ended meanwhile.
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
