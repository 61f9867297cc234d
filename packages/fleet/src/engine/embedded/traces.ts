import { createHash } from 'node:crypto'
import { mkdir, open, opendir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Which trace it is. */
export interface TraceKey {
  readonly repository: string
  readonly commit: string
}

/** What was seen of repositories, a file for each commit. */
export interface Traces {
  /** Once it is over, the trace is there whole, also after a crash. */
  readonly keep: (key: TraceKey, seen: Uint8Array) => Promise<void>
  readonly read: (key: TraceKey) => Promise<Uint8Array | undefined>
  /** Removes all but some; gives how many went, and their bytes. Broken off, it goes on at the next call. */
  readonly removeBut: (kept: readonly TraceKey[]) => Promise<{ readonly count: number; readonly bytes: number }>
}

/** Traces in a folder: as rows, DuckDB took ten times the processor for them, and gave no room back where they went. */
export function tracesIn(folder: string): Traces {
  const pathOf = (key: TraceKey): string => join(folder, nameOf(key))
  return {
    async keep(key, seen) {
      const path = pathOf(key)
      await mkdir(dirname(path), { recursive: true })
      const file = await open(`${path}.part`, 'w')
      try {
        await file.writeFile(seen)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(`${path}.part`, path)
    },
    read: (key) => readFile(pathOf(key)).catch(() => undefined),
    async removeBut(kept) {
      const names = new Set(kept.map(nameOf))
      let count = 0
      let bytes = 0
      for await (const name of filesIn(folder)) {
        if (names.has(name)) continue
        const path = join(folder, name)
        bytes += (await stat(path)).size
        count += 1
        await rm(path)
      }
      return { count, bytes }
    },
  }
}

/** Two digits name one of 256 folders, so that none of them grows beyond what file systems are quick in. */
function nameOf({ repository, commit }: TraceKey): string {
  const digest = createHash('sha256').update(`${repository}\0${commit}`).digest('hex')
  return join(digest.slice(0, 2), digest.slice(2))
}

/** Names below a folder, those among them of which a part was written when a crash came. */
async function* filesIn(folder: string): AsyncGenerator<string> {
  const folders = await opendir(folder).catch(() => [])
  for await (const { name } of folders)
    for await (const file of await opendir(join(folder, name))) yield join(name, file.name)
}
