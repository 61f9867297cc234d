/**
 * Reads what functions of a library for Apple silicon refer to: the strings and symbols whose addresses they compute.
 * Layouts are those of <mach-o/loader.h> and <mach-o/nlist.h>, instructions those of the Arm architecture.
 */

const MAGIC_64 = 0xfeedfacf
const SEGMENT_64 = 0x19
const SYMBOL_TABLE = 0x2
const SYMBOL_SIZE = 16

/** A library's sections, and its symbols in the order of their addresses. */
export function readLibrary(bytes) {
  if (bytes.readUInt32LE(0) !== MAGIC_64) throw new Error('not a library for a 64-bit Mac')
  const library = { bytes, sections: [], symbols: [] }
  const commands = bytes.readUInt32LE(16)
  for (let index = 0, at = 32; index < commands; index += 1) {
    const kind = bytes.readUInt32LE(at)
    if (kind === SEGMENT_64) library.sections.push(...sectionsAt(bytes, at))
    if (kind === SYMBOL_TABLE) library.symbols = symbolsAt(bytes, at)
    at += bytes.readUInt32LE(at + 4)
  }
  library.symbols.sort((a, b) => a.address - b.address)
  return library
}

/** The strings to which a function refers, in the order in which it does. */
export function stringsUsedBy(library, symbol) {
  const code = sectionWith(library, symbol.address)
  const next = library.symbols.find(({ address }) => address > symbol.address)?.address ?? code.address + code.size
  const text = library.sections.find(({ name }) => name === '__cstring')
  const pages = new Map()
  const found = []
  for (let address = symbol.address; address < next; address += 4) {
    const word = library.bytes.readUInt32LE(code.offset + address - code.address)
    const page = pageOf(word, address)
    if (page !== undefined) pages.set(page.register, page.value)
    const sum = sumOf(word, pages)
    if (sum === undefined) continue
    pages.set(sum.register, sum.value)
    if (sum.value >= text.address && sum.value < text.address + text.size)
      found.push(stringAt(library, text, sum.value))
  }
  return found
}

/** ADRP: the 4 KiB page at a distance from the instruction's own. */
function pageOf(word, address) {
  if ((word & 0x9f000000) >>> 0 !== 0x90000000) return undefined
  const distance = (((((word >>> 5) & 0x7ffff) << 2) | ((word >>> 29) & 3)) << 11) >> 11
  return { register: word & 31, value: Math.floor(address / 4096) * 4096 + distance * 4096 }
}

/** ADD of a small number to a register that holds an address. */
function sumOf(word, pages) {
  if ((word & 0xffc00000) >>> 0 !== 0x91000000) return undefined
  const base = pages.get((word >>> 5) & 31)
  return base === undefined ? undefined : { register: word & 31, value: base + ((word >>> 10) & 0xfff) }
}

function sectionsAt(bytes, at) {
  const count = bytes.readUInt32LE(at + 64)
  return Array.from({ length: count }, (_, index) => {
    const section = at + 72 + index * 80
    return {
      name: bytes.toString('latin1', section, section + 16).replace(/\0.*$/, ''),
      address: Number(bytes.readBigUInt64LE(section + 32)),
      size: Number(bytes.readBigUInt64LE(section + 40)),
      offset: bytes.readUInt32LE(section + 48),
      header: section,
    }
  })
}

function symbolsAt(bytes, at) {
  const [table, count, names] = [8, 12, 16].map((place) => bytes.readUInt32LE(at + place))
  return Array.from({ length: count }, (_, index) => table + index * SYMBOL_SIZE)
    .map((symbol) => ({ name: names + bytes.readUInt32LE(symbol), address: Number(bytes.readBigUInt64LE(symbol + 8)) }))
    .filter(({ address }) => address > 0)
    .map(({ name, address }) => ({ name: bytes.toString('latin1', name, bytes.indexOf(0, name)), address }))
}

function sectionWith({ sections }, place) {
  return sections.find(({ address, size }) => address <= place && place < address + size)
}

function stringAt({ bytes }, { address, offset }, place) {
  const start = offset + place - address
  return bytes.toString('utf8', start, bytes.indexOf(0, start))
}
