import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { toolVersion } from '../config/version.ts'
import { loadKnowledge } from '../knowledge/load.ts'

/** The folder of the program itself: `dist`, or `src` where the tests run it. */
const PROGRAM = fileURLToPath(new URL('../', import.meta.url))

/**
 * What tells this build from any other: a report of another build says nothing about what this one would say. Whoever
 * works on the program builds many of one version, so sizes and times of its own files count too.
 */
export function buildIdentity(): string {
  const files = readdirSync(PROGRAM, { recursive: true, encoding: 'utf8' }).toSorted()
  const states = files.map((file) => {
    const { size, mtimeMs } = statSync(join(PROGRAM, file))
    return [file, size, mtimeMs]
  })
  return JSON.stringify([toolVersion(), loadKnowledge().newest, states])
}
