import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { MAX_ENTRIES, MAX_METADATA_BYTES, MAX_SOURCE_BYTES } from '../limits.ts'
import { Refusal } from '../refusal.ts'
import { entriesOf } from '../wheel/archive.ts'
import type { Source } from '../wheel/range-source.ts'
import { type Member, membersOf } from './tar.ts'

/** What is in a source distribution, as far as it tells what building it takes. */
export interface SourceContents {
  /** Files that a compiler has to translate. */
  readonly compiled: readonly string[]
  /** Programs for a GPU, compiled or not. */
  readonly gpuPrograms: readonly string[]
  /** Text of PKG-INFO. */
  readonly metadata?: string
  /** What setuptools wrote down of its requirements, extras in sections of their own; empty where it has none. */
  readonly requires?: string
}

const COMPILED = /\.(?:c|cc|cpp|cxx|pyx|pxd|rs|f|f90|go|m|mm|swift)$|(?:^|\/)CMakeLists\.txt$/i
const GPU_PROGRAM = /\.(?:metallib|metal|cubin|ptx|fatbin|cu|cuh)$/i
const METADATA = /^[^/]+\/PKG-INFO$/
const REQUIRES = /\.egg-info\/requires\.txt$/
const OF_SETUPTOOLS = /\.egg-info\/SOURCES\.txt$/
/** What stands there is not built. */
const ASIDE = /^[^/]+\/(?:tests?|docs?|examples?|benchmarks?)\//
/** Files of one kind that are kept: enough to show what there is. */
const MAX_KEPT = 20
/** Bytes that are read at once. */
const PIECE_BYTES = 262_144

/** Looks into a source distribution. @throws {Refusal} when it is no archive of a known kind, or too large */
export async function sourceContentsOf(source: Source, name: string): Promise<SourceContents> {
  if (name.endsWith('.zip')) return summaryOf((await entriesOf(source)).map(({ path }) => ({ path })))
  if (!/\.(?:tar\.gz|tgz)$/.test(name)) throw new Refusal('its source is packed in a way that is not known here')
  const members: Member[] = []
  try {
    for await (const member of membersOf(unpacked(source), (path) =>
      METADATA.test(path) || REQUIRES.test(path) ? MAX_METADATA_BYTES : 0,
    )) {
      if (members.length >= MAX_ENTRIES) throw new Refusal(`an archive has more than ${MAX_ENTRIES} files`)
      members.push(member)
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(`an archive cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`)
  }
  if (members.length === 0) throw new Refusal('its source holds no files')
  return summaryOf(members)
}

async function* unpacked(source: Source): AsyncGenerator<Uint8Array> {
  async function* packed(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < source.size; at += PIECE_BYTES) yield source.read(at, Math.min(PIECE_BYTES, source.size - at))
  }
  let size = 0
  for await (const chunk of pipeline(Readable.from(packed(), { highWaterMark: 1 }), createGunzip(), () => {})) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > MAX_SOURCE_BYTES) throw new Refusal(`an archive unpacks to more than ${MAX_SOURCE_BYTES} bytes`)
    yield bytes
  }
}

function summaryOf(members: readonly Member[]): SourceContents {
  const built = members.map(({ path }) => path).filter((path) => !ASIDE.test(path))
  const text = (name: RegExp): string | undefined => {
    const content = members.find((member) => member.content !== undefined && name.test(member.path))?.content
    return content && Buffer.from(content).toString('utf8')
  }
  const metadata = text(METADATA)
  const requires = text(REQUIRES) ?? (members.some(({ path }) => OF_SETUPTOOLS.test(path)) ? '' : undefined)
  return {
    compiled: built.filter((path) => COMPILED.test(path)).slice(0, MAX_KEPT),
    gpuPrograms: built.filter((path) => GPU_PROGRAM.test(path)).slice(0, MAX_KEPT),
    ...(metadata === undefined ? {} : { metadata }),
    ...(requires === undefined ? {} : { requires }),
  }
}
