/** One text as a page: its title, its HTML with links to other pages, and its sections for the search. */
import { posix } from 'node:path'
import { Marked } from 'marked'
import { pageOf } from './sources.mjs'

/**
 * @param {string} source - the path of the text in the repository
 * @param {string} text
 * @param {ReadonlySet<string>} sources - the texts that are pages; links to other files of the repository become their names
 */
export function renderedPage(source, text, sources) {
  const page = pageOf(source)
  const anchors = new Map()
  const sections = []
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const id = anchorOf(plain(tokens), anchors)
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`
      },
      // Whoever has no mouse scrolls with the keys of the arrows.
      code({ text: lines }) {
        return `<pre tabindex="0"><code>${escaped(lines)}</code></pre>\n`
      },
      link({ href, tokens }) {
        const label = this.parser.parseInline(tokens)
        const address = addressFrom(page, source, href, sources)
        return address === undefined ? label : `<a href="${escaped(address)}">${label}</a>`
      },
      table(token) {
        const row = (cells) => `<tr>${cells.map((cell) => this.tablecell(cell)).join('')}</tr>`
        const rows = token.rows.map(row).join('\n')
        return `<div class="scroll" tabindex="0" role="region" aria-label="Table"><table><thead>${row(token.header)}</thead><tbody>${rows}</tbody></table></div>\n`
      },
    },
  })
  const tokens = marked.lexer(text.replaceAll(/<!--[\s\S]*?-->/g, ''))
  const seen = new Map()
  for (const token of tokens) {
    if (token.type === 'heading') {
      const heading = plain(token.tokens)
      sections.push({ anchor: anchorOf(heading, seen), heading, text: '' })
    } else if (sections.length > 0) {
      const last = sections.at(-1)
      last.text = `${last.text} ${words(token)}`.trim()
    }
  }
  return { page, title: sections[0]?.heading ?? source, html: marked.parser(tokens), sections }
}

/** Where a link of a text leads on the site; undefined where that is a file which is no page. */
function addressFrom(page, source, href, sources) {
  if (/^(?:https?:|mailto:|#)/.test(href)) return href
  const [path, anchor] = href.split('#')
  const target = posix.normalize(posix.join(posix.dirname(source), path))
  if (!sources.has(target)) return undefined
  const own = posix.relative(posix.dirname(page), pageOf(target))
  return anchor === undefined ? own : `${own}#${anchor}`
}

/** As GitHub makes the address of a heading; the second of the same name ends in `-1`. */
function anchorOf(heading, known) {
  const anchor = heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-')
  const count = known.get(anchor) ?? 0
  known.set(anchor, count + 1)
  return count === 0 ? anchor : `${anchor}-${count}`
}

function plain(tokens) {
  return tokens.map((token) => (token.tokens ? plain(token.tokens) : (token.text ?? ''))).join('')
}

/** All words of a part, for the search. */
function words(token) {
  const own = token.tokens ?? token.items ?? (token.rows && [...token.header, ...token.rows.flat()])
  return own ? own.map(words).join(token.type === 'list' || token.type === 'table' ? ' ' : '') : (token.text ?? '')
}

export function escaped(text) {
  return text.replaceAll(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`)
}
