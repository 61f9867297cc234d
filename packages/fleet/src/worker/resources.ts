import { execFile } from 'node:child_process'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Bytes of memory that a process and all that it has started hold; undefined where that cannot be learned. */
export async function memoryOfGroup(leader: number): Promise<number | undefined> {
  return process.platform === 'linux' ? onLinux(leader) : withPs(leader)
}

/** Of pages in memory; Linux has others than these only where it was built for it. */
const PAGE = 4096

function onLinux(pid: number): number | undefined {
  try {
    const resident = Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1])
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').split(' ').filter(Boolean)
    return children.reduce((sum, child) => sum + (onLinux(Number(child)) ?? 0), resident * PAGE)
  } catch {
    // It has ended meanwhile.
    return undefined
  }
}

function withPs(leader: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    execFile('ps', ['-A', '-o', 'pgid=,rss='], (error, stdout) => {
      if (error) return resolve(undefined)
      const rows = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number))
      resolve(rows.reduce((sum, [group, kilobytes = 0]) => (group === leader ? sum + kilobytes * 1024 : sum), 0))
    })
  })
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
