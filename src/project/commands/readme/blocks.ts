/** A block of shell text in Markdown. */
export interface Block {
  /** Offset of its text. */
  readonly at: number
  readonly text: string
  /** The heading above it, and the line before it: what it is for. */
  readonly heading?: string
}

/** What blocks of commands are called; one without a name is mostly one, too. */
const SHELL = /^(?:|bash|sh|shell|zsh|console|shell-session|terminal|cmd|powershell|ps1|text)$/i
const FENCE = /^ {0,12}(`{3,}|~{3,})[ \t]*([^\s`]*)/
const PROMPT = /^[ \t]*(?:\([\w.-]+\)[ \t]*)?[$>%][ \t]+/

/** The fenced blocks of a text that a shell is to read, without their prompts. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = []
  let fence: string | undefined
  let isShell = false
  let lines: string[] = []
  let [at, heading, before, start] = [0, '', '', 0]
  for (const line of text.split('\n')) {
    const [, mark, name = ''] = FENCE.exec(line) ?? []
    if (fence !== undefined && mark !== undefined && mark.startsWith(fence) && name === '') {
      if (isShell) blocks.push({ at: start, text: lines.join('\n'), ...about(heading, before) })
      fence = undefined
    } else if (fence !== undefined) {
      lines.push(line.replace(PROMPT, (prompt) => ' '.repeat(prompt.length)))
    } else if (mark !== undefined) {
      ;[fence, isShell, lines, start] = [mark, SHELL.test(name), [], at + line.length + 1]
    } else if (/^#{1,6}[ \t]/.test(line)) [heading, before] = [line, '']
    else if (line.trim() !== '') before = line
    at += line.length + 1
  }
  return blocks
}

function about(heading: string, before: string): Pick<Block, 'heading'> {
  const said = `${heading} ${before}`.trim()
  return said === '' ? {} : { heading: said }
}
