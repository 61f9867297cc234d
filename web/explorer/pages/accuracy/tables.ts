/** A section of a Markdown page. */
export interface Section {
  readonly title: string
  /** Paragraphs before its first table. */
  readonly text: readonly string[]
  readonly tables: readonly Table[]
}

export interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The sections of a page of the documentation, with their tables: the page is where the figures are kept. */
export function sectionsOf(markdown: string): readonly Section[] {
  return markdown
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [title = '', ...lines] = section.split('\n')
      const blocks = lines
        .join('\n')
        .split(/\n{2,}/)
        .map((block) => block.trim())
      const first = blocks.findIndex(isTable)
      return {
        title,
        text: blocks
          .slice(0, first < 0 ? undefined : first)
          .filter((block) => block !== '')
          .map((block) => block.replaceAll('\n', ' ')),
        tables: blocks.filter(isTable).map(tableOf),
      }
    })
}

function isTable(block: string): boolean {
  return block.startsWith('|')
}

function tableOf(block: string): Table {
  const [head = [], , ...rows] = block.split('\n').map(cellsOf)
  return { head, rows }
}

function cellsOf(line: string): readonly string[] {
  return line
    .replaceAll(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim().replaceAll('**', ''))
}
