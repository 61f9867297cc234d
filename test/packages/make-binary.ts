/** The smallest files that say which libraries they load, padded to be met anywhere in a file. */

export function makeElf(libraries: readonly string[], padding = 0): Uint8Array {
  const names = Buffer.from(`\0${libraries.map((library) => `${library}\0`).join('')}`)
  const segments = 64
  const strings = segments + 2 * 56 + padding
  const dynamic = strings + names.length
  const entries: (readonly [number, number])[] = []
  for (let index = 0, at = 1; index < libraries.length; index++) {
    entries.push([1, at])
    at += (libraries[index]?.length ?? 0) + 1
  }
  entries.push([5, 0x1000 + strings], [10, names.length], [0, 0])
  const file = Buffer.alloc(dynamic + entries.length * 16)
  file.write('7f454c460201', 0, 'hex')
  file.writeBigUInt64LE(BigInt(segments), 32)
  file.writeUInt16LE(56, 54)
  file.writeUInt16LE(2, 56)
  const segment = (at: number, type: number, offset: number, size: number): void => {
    file.writeUInt32LE(type, at)
    file.writeBigUInt64LE(BigInt(offset), at + 8)
    file.writeBigUInt64LE(BigInt(0x1000 + offset), at + 16)
    file.writeBigUInt64LE(BigInt(size), at + 32)
  }
  segment(segments, 1, 0, file.length)
  segment(segments + 56, 2, dynamic, entries.length * 16)
  names.copy(file, strings)
  for (const [index, [tag, value]] of entries.entries()) {
    file.writeBigInt64LE(BigInt(tag), dynamic + index * 16)
    file.writeBigUInt64LE(BigInt(value), dynamic + index * 16 + 8)
  }
  return file
}

export function makeMachO(libraries: readonly string[]): Uint8Array {
  const commands = libraries.map((library) => {
    const command = Buffer.alloc(Math.ceil((24 + library.length + 1) / 8) * 8)
    command.writeUInt32LE(0x0c, 0)
    command.writeUInt32LE(command.length, 4)
    command.writeUInt32LE(24, 8)
    command.write(library, 24)
    return command
  })
  const header = Buffer.alloc(32)
  header.writeUInt32LE(0xfeedfacf, 0)
  header.writeUInt32LE(0x0100000c, 4)
  header.writeUInt32LE(commands.length, 16)
  header.writeUInt32LE(Buffer.concat(commands).length, 20)
  return Buffer.concat([header, ...commands])
}

/** Two architectures in one file, x86_64 first. */
export function makeUniversal(arm: Uint8Array): Uint8Array {
  const other = Buffer.alloc(64)
  const header = Buffer.alloc(128)
  header.writeUInt32BE(0xcafebabe, 0)
  header.writeUInt32BE(2, 4)
  for (const [index, [type, offset, size]] of [
    [0x01000007, 128, other.length],
    [0x0100000c, 128 + other.length, arm.length],
  ].entries()) {
    header.writeUInt32BE(type ?? 0, 8 + index * 20)
    header.writeUInt32BE(offset ?? 0, 16 + index * 20)
    header.writeUInt32BE(size ?? 0, 20 + index * 20)
  }
  return Buffer.concat([header, other, arm])
}
