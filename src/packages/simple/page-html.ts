import { MAX_FILES } from '../limits.ts'
import { Refusal } from '../refusal.ts'
import type { IndexFile } from './index-file.ts'

/** Characters of one tag; that of a file has some hundred. What is longer is passed over, so that reading stays linear. */
const MAX_TAG = 8_192

const SPACE = /\s*/y
const NAME = /[^\s=>/"']+/y
const VALUE = /\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+))/y

/** The files of a page in HTML (PEP 503, 592, 658, 714). @throws {Refusal} when it is none */
export function filesOfHtml(text: string, url: string): readonly IndexFile[] {
  const files: IndexFile[] = []
  for (const { tag, attributes, text: shown } of tagsOf(text)) {
    if (tag === 'meta' && attributes.get('name') === 'pypi:repository-version') refuseOther(attributes.get('content'))
    if (tag !== 'a') continue
    const file = fileOf(attributes, shown, url)
    if (file) files.push(file)
    if (files.length > MAX_FILES) throw new Refusal(`the index lists more than ${MAX_FILES} files`)
  }
  return files
}

function refuseOther(version = ''): void {
  if (!/^1\.\d{1,4}$/.test(version))
    throw new Refusal('the index speaks a version of its language that is not known here')
}

function fileOf(attributes: ReadonlyMap<string, string>, shown: string, base: string): IndexFile | undefined {
  const href = attributes.get('href') ?? ''
  if (!URL.canParse(href, base)) return undefined
  const url = new URL(href, base)
  const sha256 = /^#sha256=([0-9a-f]{64})$/i.exec(url.hash)?.[1]?.toLowerCase()
  url.hash = ''
  const python = attributes.get('data-requires-python')
  const offered = attributes.get('data-core-metadata') ?? attributes.get('data-dist-info-metadata')
  return {
    name: shown.trim() || nameIn(url),
    url: url.href,
    ...(sha256 === undefined ? {} : { sha256 }),
    ...(python === undefined ? {} : { requiresPython: python }),
    yanked: attributes.has('data-yanked'),
    metadata: offered !== undefined && offered !== 'false',
  }
}

function nameIn(url: URL): string {
  const last = url.pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

interface Tag {
  readonly tag: string
  readonly attributes: ReadonlyMap<string, string>
  /** What follows the tag, up to the next one. */
  readonly text: string
}

function* tagsOf(text: string): Generator<Tag> {
  const opening = /<(a|meta)\s/gi
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const read = attributesAt(text, opening.lastIndex)
    opening.lastIndex = read.end
    const next = text.indexOf('<', read.end)
    const shown = text.slice(read.end, Math.min(next === -1 ? text.length : next, read.end + MAX_TAG))
    yield { tag: match[1]?.toLowerCase() ?? '', attributes: read.attributes, text: unescaped(shown) }
  }
}

function attributesAt(page: string, from: number): { attributes: Map<string, string>; end: number } {
  // A piece of its own, so that no quote that is never closed is looked for to the end of the page.
  const text = page.slice(from, from + MAX_TAG)
  const attributes = new Map<string, string>()
  let at = 0
  while (at < text.length && text[at] !== '>') {
    const begin = at
    at += take(SPACE, text, at)?.[0].length ?? 0
    const name = take(NAME, text, at)?.[0] ?? ''
    at += name.length
    const value = name === '' ? undefined : take(VALUE, text, at)
    at += value?.[0].length ?? 0
    if (name !== '' && !attributes.has(name.toLowerCase()))
      attributes.set(name.toLowerCase(), unescaped(value?.[1] ?? value?.[2] ?? value?.[3] ?? ''))
    // Something that has no place in a tag.
    if (at === begin && text[at] !== '>') at++
  }
  return { attributes, end: from + at + 1 }
}

function take(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replace(
    /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(amp|lt|gt|quot|apos));/gi,
    (whole, decimal, hexadecimal, name) => {
      if (typeof name === 'string') return ENTITIES[name.toLowerCase()] ?? whole
      const code = typeof decimal === 'string' ? Number(decimal) : Number.parseInt(hexadecimal, 16)
      return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
    },
  )
}
