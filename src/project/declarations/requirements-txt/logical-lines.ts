/** A line of a requirements file with its continuations, without its comment. `text` is as long as what it stands for. */
export interface LogicalLine {
  /** Offset into the file's text. */
  readonly at: number
  readonly text: string
}

const LINE = /([^\r\n]*)(\r\n?|\n|$)/y
const COMMENT = /(?:^|[ \t])#/

/** The lines that say something. A backslash at the end goes on with the next line, save in a comment. */
export function logicalLines(text: string): readonly LogicalLine[] {
  const found: LogicalLine[] = []
  let parts: string[] = []
  // A byte order mark that decoding has left in place is no part of the first line.
  let begin = text.startsWith('\uFEFF') ? 1 : 0
  for (let at = begin; at < text.length;) {
    LINE.lastIndex = at
    const [whole = '', body = '', ending = ''] = LINE.exec(text) ?? []
    at += whole.length
    const comment = body.search(COMMENT)
    const continues = comment === -1 && body.endsWith('\\') && at < text.length
    // Blanks for the backslash and the line's end keep every offset what it is in the file.
    parts.push(
      continues
        ? body.slice(0, -1) + ' '.repeat(1 + ending.length)
        : body.slice(0, comment === -1 ? undefined : comment),
    )
    if (continues) continue
    const line = parts.join('')
    const start = line.length - line.trimStart().length
    if (line.trim() !== '') found.push({ at: begin + start, text: line.trim() })
    parts = []
    begin = at
  }
  return found
}
