import type { Place } from '../../output.ts'
import { type Page, pageFor } from '../page.ts'
import { wrap } from '../printable.ts'

/** What Markdown is made of, as far as the pages of the docs use it. */
type Block = { readonly kind: 'heading' | 'code' | 'item' | 'text' | 'blank' | 'as-is'; readonly text: string }

/** A page of the docs for a terminal: headings and code are set off, paragraphs as wide as it is. */
export function renderGuide(markdown: string, place: Place): string {
  const page = pageFor(place)
  return `${blocksOf(markdown)
    .flatMap((block) => linesOf(block, page))
    .join('\n')
    .trimEnd()}\n`
}

function linesOf({ kind, text }: Block, page: Page): readonly string[] {
  const { bold, cyan, dim } = page.colours
  const spoken = () =>
    text.replace(/\[([^\]]+)\]\((https?:[^)\s]+)\)/g, '$1 ($2)').replace(/\[([^\]]+)\]\([^)\s]+\)/g, '$1')
  // A piece of code may go on in the next line.
  const painted = (lines: string) =>
    lines
      .replace(/`([^`]+)`/g, (_, code: string) => cyan(code))
      .replace(/\*\*([^*]+)\*\*/g, (_, word: string) => bold(word))
  switch (kind) {
    case 'heading':
      return [bold(text)]
    case 'code':
      return [`    ${dim(text)}`.trimEnd()]
    case 'item':
      return `- ${painted(wrap(spoken(), page.columns - 2).join('\n  '))}`.split('\n')
    case 'text':
      return painted(wrap(spoken(), page.columns).join('\n')).split('\n')
    case 'blank':
      return ['']
    case 'as-is':
      return [text]
  }
}

/** The blocks of a page, in their order; lines of one paragraph or item are one block. */
function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = []
  let isCode = false
  for (const line of markdown.split('\n')) {
    const last = blocks.at(-1)
    if (line.startsWith('```')) isCode = !isCode
    else if (isCode) blocks.push({ kind: 'code', text: line })
    else if (line.trim() === '') blocks.push({ kind: 'blank', text: '' })
    else if (/^#+ /.test(line)) blocks.push({ kind: 'heading', text: line.replace(/^#+ /, '') })
    else if (/^[|<]/.test(line)) blocks.push({ kind: 'as-is', text: line })
    else if (line.startsWith('- ')) blocks.push({ kind: 'item', text: line.slice(2) })
    else if (last?.kind === 'text' || last?.kind === 'item')
      blocks[blocks.length - 1] = { ...last, text: `${last.text} ${line.trim()}` }
    else blocks.push({ kind: 'text', text: line.trim() })
  }
  return blocks
}
