import type { Source } from '../../report/report.ts'
import { code } from './text.ts'

/** Sources named with a message. */
const MAX_SOURCES = 2
/** Characters of an address that is worth a link. */
const MAX_ADDRESS = 500

/** The first sources, as links where they are addresses on the web. */
export function sourceLinks(sources: readonly Source[]): string {
  return sources
    .slice(0, MAX_SOURCES)
    .map((source) => linkTo(source))
    .join(', ')
}

function linkTo({ url, seen, kind }: Source): string {
  const address = addressOf(url)
  return address === undefined ? `${code(url)}, ${seen}` : `[${kind}, ${seen}](${address})`
}

/** An address that can stand between the brackets of a link; undefined for what is not on the web. */
function addressOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') return undefined
  // What is left is ASCII, but for the marks of Markdown that an address may hold.
  const plain = href.replaceAll(/[^\w\-.~:/?#@!$&+,;=%]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)
  return plain.length > MAX_ADDRESS ? undefined : plain
}
