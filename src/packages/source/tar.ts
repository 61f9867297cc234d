/** Reads the list of files of a tar archive as it streams by. Contents are passed over, but for one that is asked for. */

const BLOCK = 512
/** Characters of a long name, which comes as a file of its own. */
const MAX_NAME = 4_096

/** One file of an archive. */
export interface Member {
  readonly path: string
  /** Its bytes, as far as they were wanted. */
  readonly content?: Uint8Array
}

/**
 * The regular files of a tar archive, in their order; ends at what is no header, since everything after it has no
 * meaning either.
 *
 * @param pieces - the archive's bytes, unpacked
 * @param wants - how many bytes are wanted of a file
 */
export async function* membersOf(
  pieces: AsyncIterable<Uint8Array>,
  wants: (path: string) => number,
): AsyncGenerator<Member> {
  const bytes = readerOf(pieces)
  let longName: string | undefined
  for (;;) {
    const header = await bytes.take(BLOCK)
    const size = sizeIn(header)
    if (header.length < BLOCK || size === undefined) return
    const type = String.fromCharCode(header[156] ?? 0)
    const path = longName ?? nameIn(header)
    const wanted = type === 'L' || type === 'x' ? MAX_NAME : isFile(type) ? wants(path) : 0
    const content = await bytes.take(Math.min(size, wanted))
    await bytes.skip(size - content.length + ((BLOCK - (size % BLOCK)) % BLOCK))
    if (type === 'L' || type === 'x') longName = longNameIn(type, content) ?? longName
    else {
      if (isFile(type)) yield wanted > 0 ? { path, content } : { path }
      longName = undefined
    }
  }
}

function isFile(type: string): boolean {
  return type === '0' || type === '\0' || type === '7'
}

/** Octal digits; a checksum that is not right, as of an empty block, means that the archive is over. */
function sizeIn(header: Uint8Array): number | undefined {
  let sum = 0
  for (const [index, byte] of header.entries()) sum += index >= 148 && index < 156 ? 32 : byte
  if (octalIn(header, 148, 8) !== sum) return undefined
  return octalIn(header, 124, 12)
}

function octalIn(header: Uint8Array, at: number, length: number): number | undefined {
  const text = textIn(header, at, length).trim()
  return /^[0-7]{1,11}$/.test(text) ? Number.parseInt(text, 8) : undefined
}

function nameIn(header: Uint8Array): string {
  const prefix = textIn(header, 257, 5) === 'ustar' ? textIn(header, 345, 155) : ''
  const name = textIn(header, 0, 100)
  return prefix === '' ? name : `${prefix}/${name}`
}

/** GNU gives the name as it is, pax as `LENGTH path=NAME`. */
function longNameIn(type: string, content: Uint8Array): string | undefined {
  const text = Buffer.from(content).toString('utf8')
  return type === 'L' ? text.replace(/\0.*$/s, '') : /(?:^|\n)\d{1,6} path=([^\n]*)\n/.exec(text)?.[1]
}

function textIn(header: Uint8Array, at: number, length: number): string {
  const field = header.subarray(at, at + length)
  const end = field.indexOf(0)
  return Buffer.from(end === -1 ? field : field.subarray(0, end)).toString('utf8')
}

interface Reader {
  /** That many bytes, fewer at the end. */
  readonly take: (length: number) => Promise<Uint8Array>
  readonly skip: (length: number) => Promise<void>
}

function readerOf(pieces: AsyncIterable<Uint8Array>): Reader {
  const iterator = pieces[Symbol.asyncIterator]()
  let left: Uint8Array = new Uint8Array()
  const more = async (): Promise<boolean> => {
    const { done, value } = await iterator.next()
    if (!done) left = value
    return !done
  }
  return {
    async take(length) {
      const parts: Uint8Array[] = []
      for (let missing = length; missing > 0 && (left.length > 0 || (await more()));) {
        const part = left.subarray(0, missing)
        left = left.subarray(part.length)
        missing -= part.length
        parts.push(part)
      }
      return Buffer.concat(parts)
    },
    async skip(length) {
      for (let missing = length; missing > 0 && (left.length > 0 || (await more()));) {
        const part = Math.min(missing, left.length)
        left = left.subarray(part)
        missing -= part
      }
    },
  }
}
