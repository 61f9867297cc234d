/**
 * Which texts functions of a library for Apple silicon refer to, and what is called with each: in compiled checks the call that
 * follows a text says which exception carries it. Layouts are those of <mach-o/loader.h>, instructions those of Arm.
 */

const DYNAMIC_SYMBOLS = 0xb
const SYMBOL_TABLE = 0x2
/** A text is put into a register by two instructions that stand close to each other. */
const CLOSE = 6
/** Instructions that are followed from a text to the call; messages are put together on the way. */
const MOST_FOLLOWED = 80
/** What compilers take out of functions to share it between them. */
const OUTLINED = /OUTLINED_FUNCTION/

/** In the order in which they are looked for: a part of the name of what is called, and the exception of Python. */
const EXCEPTIONS = [
  ['NotImplementedErrorC', 'NotImplementedError'],
  ['TypeErrorC', 'TypeError'],
  ['IndexErrorC', 'IndexError'],
  ['ValueErrorC', 'ValueError'],
  ['OutOfMemoryErrorC', 'OutOfMemoryError'],
  ['torchCheckFail', 'RuntimeError'],
  ['torchInternalAssertFail', 'RuntimeError'],
  ['7WarningC', 'Warning'],
  ['4warnE', 'Warning'],
]

/**
 * Calls back with each text that a function refers to whose name `isWanted`.
 *
 * @param library - as readLibrary of mach-o.mjs gives it
 */
export function textsWithExceptions(library, isWanted) {
  const code = library.sections.find(({ name }) => name === '__text')
  const strings = library.sections.find(({ name }) => name === '__cstring')
  const words = new Uint32Array(library.bytes.buffer, library.bytes.byteOffset + code.offset, code.size / 4)
  const nameAt = namesByAddress(library)
  const functions = library.symbols.filter(
    ({ address }) => address >= code.address && address < code.address + code.size,
  )
  const found = []
  for (const [index, { address, name }] of functions.entries()) {
    if (!isWanted(name)) continue
    const end = Math.min(functions[index + 1]?.address ?? Infinity, code.address + code.size)
    for (let place = address; place < end; place += 4) {
      const target = textAt(words, (place - code.address) / 4, place)
      if (target === undefined || target < strings.address || target >= strings.address + strings.size) continue
      const exception = exceptionAfter(words, code, place, nameAt)
      found.push({ text: stringAt(library.bytes, strings, target), function: name, exception })
    }
  }
  return found
}

/** The address that an ADRP and an ADD close behind it put together. */
function textAt(words, index, place) {
  const word = words[index]
  if ((word & 0x9f000000) >>> 0 !== 0x90000000) return undefined
  const register = word & 31
  const distance = (((((word >>> 5) & 0x7ffff) << 2) | ((word >>> 29) & 3)) << 11) >> 11
  const page = Math.floor(place / 4096) * 4096 + distance * 4096
  for (let next = index + 1; next < index + CLOSE; next += 1) {
    const other = words[next]
    if ((other & 0xffc00000) >>> 0 === 0x91000000 && ((other >>> 5) & 31) === register)
      return page + ((other >>> 10) & 0xfff)
  }
  return undefined
}

/** The exception that is made next, following jumps and shared code. */
function exceptionAfter(words, code, start, nameAt, depth = 2) {
  let place = start
  for (let count = 0; count < MOST_FOLLOWED; count += 1, place += 4) {
    const word = words[(place - code.address) / 4]
    if (word === undefined || word === 0xd65f03c0) return undefined
    const kind = word >>> 26
    if (kind !== 0x25 && kind !== 0x05) continue
    const target = place + ((word << 6) >> 6) * 4
    const name = nameAt(target)
    const exception = EXCEPTIONS.find(([part]) => name.includes(part))
    if (exception) return exception[1]
    if (OUTLINED.test(name) && depth > 0) {
      const inside = exceptionAfter(words, code, target, nameAt, depth - 1)
      if (inside !== undefined) return inside
    } else if (kind === 0x05) place = target - 4
  }
  return undefined
}

/** The name of the function that has an address, or that a stub leads to. */
function namesByAddress({ bytes, sections, symbols }) {
  const stubs = stubNames(bytes, sections)
  return (address) => {
    const stub = stubs.get(address)
    if (stub !== undefined) return stub
    let low = 0
    let high = symbols.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (symbols[middle].address <= address) low = middle + 1
      else high = middle
    }
    return symbols[low - 1]?.name ?? ''
  }
}

function stubNames(bytes, sections) {
  const [dynamic, table] = [DYNAMIC_SYMBOLS, SYMBOL_TABLE].map((kind) => commandOf(bytes, kind))
  const indirect = bytes.readUInt32LE(dynamic + 56)
  const [symbols, names] = [8, 16].map((at) => bytes.readUInt32LE(table + at))
  const stubs = sections.find(({ name }) => name === '__stubs')
  const size = bytes.readUInt32LE(stubs.header + 72)
  const first = bytes.readUInt32LE(stubs.header + 68)
  return new Map(
    Array.from({ length: stubs.size / size }, (_, index) => {
      const symbol = bytes.readUInt32LE(indirect + (first + index) * 4)
      const name = names + bytes.readUInt32LE(symbols + symbol * 16)
      return [stubs.address + index * size, bytes.toString('latin1', name, bytes.indexOf(0, name))]
    }),
  )
}

function commandOf(bytes, wanted) {
  const count = bytes.readUInt32LE(16)
  for (let index = 0, at = 32; index < count; index += 1) {
    if (bytes.readUInt32LE(at) === wanted) return at
    at += bytes.readUInt32LE(at + 4)
  }
  throw new Error('a library without symbols')
}

function stringAt(bytes, { address, offset }, place) {
  const start = offset + place - address
  return bytes.toString('utf8', start, bytes.indexOf(0, start))
}
