import { lineStarts, type TextFile } from '../../text-file.ts'

/** A value of an INI file, as the lines it has, each without blanks around it and with its offset in the file. */
export interface IniValue {
  readonly section: string
  readonly key: string
  /** The place of the key and all lines of the value. */
  readonly at: number
  readonly end: number
  readonly lines: readonly IniLine[]
}
export interface IniLine {
  readonly at: number
  readonly text: string
}

/** A value that the next lines may still go on with. */
type Open = Omit<IniValue, 'end' | 'lines'> & { end: number; readonly lines: IniLine[] }

const SECTION = /^\[([^\]]*)\]/
const ENTRY = /^([^\s=:#;[][^=:]*)[=:]/

/** The values of an INI file as Python's `configparser` finds them: indented lines go on with the value above. */
export function readIni(file: TextFile): readonly IniValue[] {
  const values: IniValue[] = []
  let section = ''
  let open: Open | undefined
  const starts = lineStarts(file)
  starts.forEach((start, index) => {
    const raw = file.text.slice(start, starts[index + 1] ?? file.text.length).replace(/^\uFEFF/, ' ')
    const text = raw.trim()
    if (text === '' || /^[#;]/.test(text)) return
    const indented = raw.length > raw.trimStart().length && start > 0
    if (indented && open) {
      add(open, start + raw.length - raw.trimStart().length, text)
      return
    }
    open = undefined
    const heading = SECTION.exec(text)
    if (heading) section = heading[1]?.trim() ?? ''
    const entry = heading ? undefined : ENTRY.exec(text)
    if (!entry) return
    const at = start + raw.indexOf(text)
    const value = text.slice(entry[0].length)
    open = { section, key: entry[1]?.trimEnd().toLowerCase() ?? '', at, end: at + text.length, lines: [] }
    values.push(open)
    if (value.trim() !== '') add(open, at + text.length - value.trimStart().length, value.trim())
  })
  return values
}

function add(value: Open, at: number, text: string): void {
  value.lines.push({ at, text })
  value.end = at + text.length
}
