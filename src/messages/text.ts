import type { Frame } from '../report/recognition.ts'

/** Characters of a text that are looked at, its end: logs grow long, and what stops a program stands last. */
const MAX_TEXT = 200_000

/** Lines that are held against the index, the last ones: a traceback of every thread has some hundreds. */
const MAX_LINES = 2_000

/** Characters of one line; messages that list what they would have taken reach a thousand. */
const MAX_LINE = 4_000

/** Frames that are kept, the innermost ones: recursion repeats itself a thousand times. */
const MAX_FRAMES = 200

/** One line that may hold a message. */
export interface MessageLine {
  readonly text: string
  /** Whether it begins with the name of an exception or a level of severity, as what stops a program does. */
  readonly isError: boolean
}

/** A text taken apart: what may be a message, and where the program was. */
export interface MessageText {
  readonly lines: readonly MessageLine[]
  /** Outermost first. */
  readonly frames: readonly Frame[]
}

/** Frames as Python writes them, as IPython does, and as rich draws them. */
const FRAMES: readonly RegExp[] = [
  /^\s*File "(?<file>[^"]{1,1000})", line (?<line>\d{1,7})(?:, in (?<name>[^\s,]{1,200}))?/,
  /^\s*File (?<file>[^\s"]{1,1000}):(?<line>\d{1,7}), in (?<name>[^\s(]{1,200})/,
  /^[│|\s]*(?<file>\S{1,1000}\.py):(?<line>\d{1,7}) in (?<name>[^\s│]{1,200})/,
]

/** What stands below a frame and repeats its code: the line itself, the marks below it, the lines around it. */
const CODE = /^\s*(?:[~^]+\s*$|-+> ?\d+ |❱|[│|]\s*(?:❱ *)?\d+ [│|]|\d{1,6} {2,})/

const ERROR = /^\W{0,20}(?:[A-Za-z_][\w.]{0,200}(?:Error|Exception|Interrupt)\b ?:|(?:error|fatal|critical)\b|E {2,})/i

/** Takes a text apart: frames and the code that they repeat are set aside, everything else may be a message. Never throws. */
export function messageText(text: string): MessageText {
  const frames: Frame[] = []
  const lines: MessageLine[] = []
  /** Of Python's own tracebacks, in which the code of a frame stands on the line below it. */
  let open: Frame | undefined
  for (const whole of text.slice(-MAX_TEXT).split(/\r\n|[\n\r]/)) {
    const line = whole.slice(0, MAX_LINE)
    const frame = frameOf(line)
    if (frame) frames.push(frame)
    else if (open && /^\s{3,}\S/.test(line)) frames[frames.length - 1] = { ...open, code: line.trim() }
    else if (!CODE.test(line) && /\w/.test(line)) lines.push({ text: line, isError: ERROR.test(line) })
    open = /^\s*File "/.test(line) ? frame : undefined
  }
  return { lines: lines.slice(-MAX_LINES), frames: frames.slice(-MAX_FRAMES) }
}

function frameOf(line: string): Frame | undefined {
  for (const pattern of FRAMES) {
    const found = pattern.exec(line)?.groups
    if (!found?.['file'] || !found['line']) continue
    const { file, line: number, name } = found
    return { file, line: Number(number), ...(name === undefined ? {} : { in: name }) }
  }
  return undefined
}
