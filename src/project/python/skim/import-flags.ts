import type { LogicalLine } from './lines.ts'

const FLAG = /^\w+\s*(?::[^=\n]{1,80})?=\s*(?:True|False|None)\s*$/

/** Names that say whether an import went well that matters: `HAS_FLASH = True` beside it, and `HAS_FLASH = False` in the handler. */
export function flagsOfImports(text: string, lines: readonly LogicalLine[]): readonly LogicalLine[] {
  const flags: LogicalLine[] = []
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]
    if (line?.kind !== 'block' || !text.startsWith('try', line.at)) continue
    const within: LogicalLine[] = []
    for (let next = lines[index + 1]; next && isWithin(next, line); next = lines[index + 1 + within.length])
      within.push(next)
    const isFlag = ({ kind, indent, at, codeEnd }: LogicalLine): boolean =>
      kind === 'simple' && indent === within[0]?.indent && FLAG.test(text.slice(at, codeEnd))
    if (within.some(({ kind, weight }) => kind === 'import' && weight > 1)) flags.push(...within.filter(isFlag))
    index += within.length
  }
  return flags
}

/** Whether a line is in a block, or is a part of it such as `except`. */
function isWithin({ indent, kind }: LogicalLine, block: LogicalLine): boolean {
  return indent > block.indent || (indent === block.indent && kind === 'part')
}
