import { MAX_BINARIES, MAX_BINARY_BYTES, MAX_METADATA_BYTES } from '../limits.ts'
import { Refusal } from '../refusal.ts'
import { type Entry, entriesOf } from './archive.ts'
import { elfLibraries, isElf } from './elf.ts'
import { isMachO, machOLibraries } from './mach-o.ts'
import type { Source } from './range-source.ts'
import { openEntry } from './unpack.ts'

/** What is in a wheel, as far as it tells on which machines and GPUs it works. */
export interface Contents {
  /** Modules that it provides, the first part of their names. */
  readonly modules: readonly string[]
  /** Paths of compiled libraries. */
  readonly binaries: readonly string[]
  /** What these load, by the path of the one that does. */
  readonly loads: readonly { readonly binary: string; readonly library: string }[]
  /** Paths of programs for a GPU: compiled ones and sources. */
  readonly gpuPrograms: readonly string[]
  /** How many binaries were too large, too many or not legible. */
  readonly unread: number
  /** Text of METADATA, where it was asked for and is there. */
  readonly metadata?: string
}

const BINARY = /\.(?:so(?:\.[\d.]+)?|dylib|abi3\.so)$/i
const GPU_PROGRAM = /\.(?:metallib|metal|cubin|ptx|fatbin|cu|cuh)$/i
const METADATA = /^[^/]+\.dist-info\/METADATA$/
const DATA = /\.(?:dist-info|data|libs)$/
/** Bytes above which a file without a suffix is taken for a program. */
const PROGRAM_BYTES = 65_536
/** Programs for a GPU that are named: enough to show what they are. */
const MAX_PROGRAMS = 20
/** Libraries that are kept: a few for each binary. */
const MAX_LOADS = 400
/** Modules that are kept. */
const MAX_MODULES = 50

/** Looks into a wheel. @throws {Refusal} when it is no archive, or too much of it would have to be read */
export async function contentsOf(source: Source, withMetadata: boolean): Promise<Contents> {
  const entries = await entriesOf(source)
  const binaries = entries.filter(isBinary)
  const metadata = withMetadata ? entries.find(({ path }) => METADATA.test(path)) : undefined
  // First, since it says more than any binary.
  const text = metadata && (await textOf(source, metadata))
  const read = await readBinaries(source, binaries)
  return {
    modules: modulesIn(entries),
    binaries: binaries.map(({ path }) => path),
    ...read,
    gpuPrograms: entries.flatMap(({ path }) => (GPU_PROGRAM.test(path) ? [path] : [])).slice(0, MAX_PROGRAMS),
    ...(text === undefined ? {} : { metadata: text }),
  }
}

/** Programs have no suffix; small files without one are licences and the like. */
function isBinary({ path, size }: Entry): boolean {
  return BINARY.test(path) || (size > PROGRAM_BYTES && /(?:^|\/)[^/.]+$/.test(path))
}

async function readBinaries(source: Source, binaries: readonly Entry[]): Promise<Pick<Contents, 'loads' | 'unread'>> {
  const loads: { binary: string; library: string }[] = []
  const chosen = binaries.toSorted((left, right) => left.packed - right.packed).slice(0, MAX_BINARIES)
  let unread = binaries.length - chosen.length
  for (const entry of chosen) {
    const libraries = await librariesOf(source, entry)
    if (libraries === undefined) unread++
    for (const library of libraries ?? []) if (loads.length < MAX_LOADS) loads.push({ binary: entry.path, library })
  }
  return { loads, unread }
}

/** One binary that cannot be read, or may not, costs the others nothing. */
async function librariesOf(source: Source, entry: Entry): Promise<readonly string[] | undefined> {
  try {
    const opening = await openEntry(source, entry)
    try {
      const head = await opening.upTo(64)
      if (isElf(head)) return await elfLibraries(opening.upTo, MAX_BINARY_BYTES)
      return isMachO(head) ? await machOLibraries(opening.upTo, MAX_BINARY_BYTES) : undefined
    } finally {
      opening.close()
    }
  } catch (error) {
    if (error instanceof Refusal && !error.about.passing) return undefined
    throw error
  }
}

async function textOf(source: Source, entry: Entry): Promise<string> {
  const opening = await openEntry(source, entry)
  try {
    const bytes = await opening.upTo(Math.min(MAX_METADATA_BYTES, Math.max(entry.size, entry.packed)))
    return Buffer.from(bytes).toString('utf8')
  } finally {
    opening.close()
  }
}

function modulesIn(entries: readonly Entry[]): readonly string[] {
  const modules = new Set<string>()
  for (const { path } of entries) {
    const [first = '', ...rest] = path.split('/')
    if (rest.length > 0 ? DATA.test(first) : !/\.(?:py|so|pyd)$/.test(first)) continue
    const name = first.split('.', 1)[0] ?? ''
    if (/^[A-Za-z_]\w{0,60}$/.test(name) && modules.size < MAX_MODULES) modules.add(name)
  }
  return [...modules]
}
