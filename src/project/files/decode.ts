export interface Decoded {
  /** Without byte order mark; line ends as they are. */
  readonly text: string
  /** Set where bytes had to be replaced by U+FFFD: the 1-based line of the first. */
  readonly brokenLine?: number
}

const strict = new TextDecoder('utf-8', { fatal: true })
const exact = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8')

/** Python's own declaration of an encoding, which counts in the first two lines only. */
const CODING = /^[^\n]{0,200}?coding[:=][ \t]*([-\w.]{1,40})/
const CODING_LINES = 400

/** Decodes UTF-8, UTF-16 with a byte order mark, and what a Python coding line names; never fails. */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return replaced(new TextDecoder('utf-16le').decode(bytes))
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return replaced(new TextDecoder('utf-16be').decode(bytes))
  try {
    return { text: strict.decode(bytes) }
  } catch {
    const declared = decodeDeclared(bytes)
    return declared === undefined ? replaced(lenient.decode(bytes)) : { text: declared }
  }
}

/** The text of UTF-8 as it is, with its byte order mark, from which the same bytes can be made again; else undefined. */
export function decodeExactly(bytes: Uint8Array): string | undefined {
  try {
    return exact.decode(bytes)
  } catch {
    return undefined
  }
}

function decodeDeclared(bytes: Uint8Array): string | undefined {
  const [first = '', second = ''] = lenient.decode(bytes.subarray(0, CODING_LINES)).split('\n', 2)
  const label = (CODING.exec(first) ?? CODING.exec(second))?.[1]
  if (label === undefined) return undefined
  // Python writes `latin-1` and `cp_1252` where the standard of the web knows `latin1` and `cp1252`.
  const standard = label
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^(latin|cp)-/, '$1')
  try {
    return new TextDecoder(standard, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function replaced(text: string): Decoded {
  const first = text.indexOf('\uFFFD')
  return first === -1 ? { text } : { text, brokenLine: text.slice(0, first).split('\n').length }
}
