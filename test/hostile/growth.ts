import { auditFiles } from '../../src/audit-files.ts'
import { type AuditOptions, withDefaults } from '../../src/config/options.ts'
import { type FilesInMemory, inMemory } from '../../src/project/files/in-memory.ts'
import { knowledge } from '../../src/shipped/knowledge.ts'
import { parsePython } from '../../src/shipped/parse-python.ts'

/** A kind of project that can be made as large as one likes. */
export interface Growing {
  readonly files: (size: number) => FilesInMemory
  /** Characters beyond which a reader stops reading, so that time would not grow any more. */
  readonly limit?: number
  readonly options?: AuditOptions
}

/** How much longer twice as much may take: sorting, maps that are filled, and the noise of a busy machine. */
export const MAX_GROWTH = 2.6

/** Milliseconds of processor time from which on a run tells something about growth: several times what little takes. */
const ENOUGH = 20
/**
 * How often it is measured before it counts as a failure. Of all runs of a size the quickest counts: what else the machine
 * does only makes them longer.
 */
const TRIES = 6
/** Doublings over which growth is confirmed: what a busy machine adds once does not grow with each of them. */
const DOUBLINGS = 3

const SMALLEST = 64
const LARGEST = 1 << 20
const MAX_CHARACTERS = 1_500_000

const host = { knowledge, pythonParser: async () => parsePython }

/** Says where the audit of a project twice as large takes much longer than twice as long; undefined where it does not. */
export async function slowGrowth({
  files,
  limit = MAX_CHARACTERS,
  options = {},
}: Growing): Promise<string | undefined> {
  const settled = withDefaults({ asOf: '2026-11-01', ...options })
  const timeOf = async (size: number): Promise<number> => {
    const tree = inMemory(files(size))
    const before = process.cpuUsage()
    await auditFiles({ name: 'growing' }, tree, host, settled, () => {})
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  }
  const quickest = async (of: number, known = Number.POSITIVE_INFINITY) => Math.min(known, await timeOf(of))
  let size = SMALLEST
  let once = await quickest(size)
  // oxlint-disable no-await-in-loop
  while (size < LARGEST) {
    // Once more, since code is compiled in the first run.
    if (once >= ENOUGH) once = await quickest(size, once)
    const times = once >= ENOUGH ? [] : once >= ENOUGH / 2 ? [2] : [4, 2]
    const larger = times.map((factor) => factor * size).find((next) => lengthOf(files(2 * next)) <= limit)
    if (larger === undefined) break
    size = larger
    once = await quickest(size)
  }
  let twice = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < TRIES; tries++) {
    twice = await quickest(2 * size, twice)
    if (twice <= MAX_GROWTH * Math.max(once, ENOUGH)) return undefined
    once = await quickest(size, once)
  }
  // As many doublings, be they above what was measured or, where no more is read, below it.
  let last = 2 * size
  while (last < 2 ** DOUBLINGS * size && lengthOf(files(2 * last)) <= limit) last *= 2
  const first = last / 2 ** DOUBLINGS
  const small = await quickest(first, await timeOf(first))
  const large = await quickest(last, await timeOf(last))
  // oxlint-enable no-await-in-loop
  if (large <= MAX_GROWTH ** DOUBLINGS * small) return undefined
  return `${small.toFixed(0)} ms for ${first}, ${large.toFixed(0)} ms for ${2 ** DOUBLINGS} times as much`
}

function lengthOf(files: FilesInMemory): number {
  return Object.values(files).reduce((sum, content) => sum + content.length, 0)
}

/** As many parts as are asked for, each made of its number. */
export function many(size: number, part: (index: number) => string, between = ''): string {
  return Array.from({ length: size }, (_, index) => part(index)).join(between)
}

/** As many files as are asked for, each made of its number. */
export function numbered(size: number, file: (index: number) => readonly [path: string, text: string]) {
  return Object.fromEntries(Array.from({ length: size }, (_, index) => file(index)))
}

/** Texts of one file, which grow. */
export interface GrowingFile {
  readonly path: string
  /** Characters up to which such a file is read at all. */
  readonly limit?: number
  readonly texts: Readonly<Record<string, (size: number) => string>>
}

/** Each text of each file as a project of its own. */
export function growing(files: readonly GrowingFile[]): { readonly title: string; readonly project: Growing }[] {
  return files.flatMap(({ path, texts, limit }) =>
    Object.entries(texts).map(([name, text]) => ({
      title: `${path}: ${name}`,
      project: { files: (size) => ({ [path]: text(size) }), ...(limit === undefined ? {} : { limit }) },
    })),
  )
}
