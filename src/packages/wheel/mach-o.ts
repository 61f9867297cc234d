/** Reads what Mach-O files (64 bits, little-endian, alone or in a universal file) want to be loaded with them. */
import type { UpTo } from './elf.ts'

const MAGIC = 0xfe_ed_fa_cf
/** Universal files are written in big-endian. */
const UNIVERSAL = 0xca_fe_ba_be
const UNIVERSAL_64 = 0xca_fe_ba_bf
const ARM64 = 0x01_00_00_0c
const HEADER_BYTES = 32
/** Load commands that name a library: plainly, weakly, on to others, lazily, upward. */
const LOADS = new Set([0x0c, 0x80_00_00_18, 0x80_00_00_1f, 0x20, 0x80_00_00_23])
/** Architectures of a universal file: two in practice. Java's class files begin alike and have more. */
const MAX_SLICES = 16
/** Bytes of all load commands: some thousand in practice. */
const MAX_COMMANDS_BYTES = 1_000_000
/** Characters of a library's path. */
const MAX_NAME = 1_024

/** Whether bytes begin a Mach-O file. */
export function isMachO(bytes: Uint8Array): boolean {
  if (bytes.length < 8) return false
  const view = viewOf(bytes)
  const magic = view.getUint32(0)
  return (
    view.getUint32(0, true) === MAGIC ||
    ((magic === UNIVERSAL || magic === UNIVERSAL_64) && view.getUint32(4) <= MAX_SLICES)
  )
}

/**
 * The libraries (LC_LOAD_DYLIB and its like) of a Mach-O file, of the part for arm64 where there are several.
 *
 * @param maxBytes - how far into the file it is worth reading
 * @returns undefined when there is no such part, it lies beyond that, or the file is not what it claims to be
 */
export async function machOLibraries(upTo: UpTo, maxBytes: number): Promise<readonly string[] | undefined> {
  const start = await armStart(upTo)
  if (start === undefined || start + HEADER_BYTES > maxBytes) return undefined
  const header = (await upTo(start + HEADER_BYTES)).subarray(start)
  if (header.length < HEADER_BYTES) return undefined
  const view = viewOf(header)
  const count = view.getUint32(16, true)
  const size = view.getUint32(20, true)
  const end = start + HEADER_BYTES + size
  if (view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== ARM64) return undefined
  if (size > MAX_COMMANDS_BYTES || end > maxBytes) return undefined
  return librariesIn((await upTo(end)).subarray(start + HEADER_BYTES), count)
}

async function armStart(upTo: UpTo): Promise<number | undefined> {
  const head = await upTo(8 + MAX_SLICES * 32)
  if (!isMachO(head)) return undefined
  const view = viewOf(head)
  const magic = view.getUint32(0)
  if (magic !== UNIVERSAL && magic !== UNIVERSAL_64) return 0
  const wide = magic === UNIVERSAL_64
  const step = wide ? 32 : 20
  for (let index = 0; index < view.getUint32(4); index++) {
    const at = 8 + index * step
    if (at + step > head.length) return undefined
    if (view.getUint32(at) !== ARM64) continue
    const offset = wide ? Number(view.getBigUint64(at + 8)) : view.getUint32(at + 8)
    return Number.isSafeInteger(offset) ? offset : undefined
  }
  return undefined
}

function librariesIn(commands: Uint8Array, count: number): readonly string[] | undefined {
  const view = viewOf(commands)
  const names: string[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + 8 > commands.length) return undefined
    const command = view.getUint32(at, true)
    const size = view.getUint32(at + 4, true)
    // One that has no size would be met again and again.
    if (size < 8 || at + size > commands.length) return undefined
    if (LOADS.has(command) && size >= 24)
      names.push(nameIn(commands.subarray(at, at + size), view.getUint32(at + 8, true)))
    at += size
  }
  return names.filter((name) => name !== '')
}

function nameIn(command: Uint8Array, offset: number): string {
  const bytes = command.subarray(offset, offset + MAX_NAME)
  const end = bytes.indexOf(0)
  return Buffer.from(end === -1 ? bytes : bytes.subarray(0, end)).toString('latin1')
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
