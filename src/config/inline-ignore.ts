import type { TextFile } from '../project/text-file.ts'

/** A remark in the code that its author knows of a kind of finding. */
export interface InlineIgnore {
  /** 1-based line on which the remark stands. */
  readonly line: number
  /** Whether nothing else stands on the line: then it is about the next line, too. */
  readonly alone: boolean
  /** Codes of findings; a single `*` stands for all. */
  readonly codes: readonly string[]
  /** Empty where none is given. */
  readonly reason: string
}

/** `# acclimate: ignore[code, code] reason`, also after `//`, anywhere on a line. */
const REMARK = /(?:#|\/\/)[ \t]*acclimate:[ \t]*ignore\[([^\]\r\n]{0,400})\]([^\r\n]*)/

/** What may stand before a remark that is alone on its line: in a notebook, the quote of the JSON string that is the line. */
const NOTHING = /^\s*"?\s*$/

/** Remarks of one file, in the order of their lines. In a notebook the line is the one of the .ipynb file. */
export function inlineIgnores(file: TextFile): readonly InlineIgnore[] {
  if (!file.text.includes('acclimate:')) return []
  const notebook = file.path.endsWith('.ipynb')
  const remarks: InlineIgnore[] = []
  for (const [index, line] of file.text.split(/\r\n?|\n/).entries()) {
    const match = line.includes('acclimate:') ? REMARK.exec(line) : undefined
    if (!match) continue
    const [, list = '', rest = ''] = match
    const codes = list
      .split(',')
      .map((code) => code.trim())
      .filter((code) => code !== '')
    // A notebook writes each line of code as a JSON string, the end of which follows the remark.
    const reason = (notebook ? rest.replace(/(?:\\n)?",?\s*$/, '') : rest).trim()
    if (codes.length > 0)
      remarks.push({ line: index + 1, alone: NOTHING.test(line.slice(0, match.index)), codes, reason })
  }
  return remarks
}
