import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Source } from '../../src/report/report.ts'
import { counted } from '../../src/render/terminal/page.ts'

/** The sources of the report; each is known by its place in this list. */
export const AllSources = createContext<readonly Source[]>([])

/** What a claim rests on: numbers that lead to the sources, or to the list of them where they are not on the web. */
export function Sources({ sources }: { readonly sources: readonly Source[] }) {
  const all = useContext(AllSources)
  if (sources.length === 0) return null
  return (
    <span class="refs">
      {sources.map((source, index) => {
        const number = all.findIndex((known) => isSame(known, source)) + 1
        const address = addressOf(source.url)
        const words = `Source ${number}: ${titleOf(source)}, ${aboutOf(source)}`
        const target = address === undefined ? {} : { target: '_blank', rel: 'noopener noreferrer' }
        return (
          <a key={index} class="ref" href={address ?? `#source-${number}`} title={words} aria-label={words} {...target}>
            {number}
          </a>
        )
      })}
    </span>
  )
}

/** All sources with what the numbers leave out. */
export function SourceList() {
  const all = useContext(AllSources)
  if (all.length === 0) return null
  return (
    <section aria-labelledby="sources">
      <h2 id="sources">Sources</h2>
      <details open={all.length <= 20}>
        <summary>Where all of this was read: {counted(all.length, 'source')}</summary>
        <ol class="sources">
          {all.map((source, index) => (
            <li key={index} id={`source-${index + 1}`}>
              <SourceLink source={source} /> <span class="quiet">({aboutOf(source)})</span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  )
}

function isSame(one: Source, other: Source): boolean {
  return one === other || (one.url === other.url && one.seen === other.seen && one.kind === other.kind)
}

/** The sources of several statements, each once, for those who show them together. */
export function sourcesOf(stated: readonly { readonly sources: readonly Source[] }[]): readonly Source[] {
  const all: Source[] = []
  for (const source of stated.flatMap(({ sources }) => sources)) {
    if (!all.some((known) => isSame(known, source))) all.push(source)
  }
  return all
}

function SourceLink({ source }: { readonly source: Source }) {
  const address = addressOf(source.url)
  if (address === undefined) return <span class="source">{source.url}</span>
  return (
    <a class="source" href={address} rel="noopener noreferrer" target="_blank" data-address={address}>
      {titleOf(source)}
    </a>
  )
}

function aboutOf({ kind, seen }: Source): string {
  return `${kind.replace('-', ' ')}, ${seen}`
}

function titleOf({ url }: Source): string {
  const address = addressOf(url)
  return address === undefined ? url : hostOf(address)
}

/** Only addresses on the web become links: others can carry code. */
function addressOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}

const THREADS: ReadonlySet<string | undefined> = new Set(['issues', 'pull', 'discussions'])

/** What tells a page from others: a repository with its thread or file, a host with the end of its path. */
function hostOf(address: string): string {
  const { hostname, pathname } = new URL(address)
  const parts = pathname.split('/').filter((part) => part !== '')
  const host = hostname.replace(/^www\./, '')
  const [owner, repository, kind, ...rest] = parts
  if (host === 'github.com' && repository !== undefined) {
    const place = `${owner}/${repository}`
    return THREADS.has(kind) ? `${place}#${rest[0]}` : short([place, ...rest.slice(-1)])
  }
  return short([host, ...parts.slice(-1)])
}

function short(parts: readonly string[]): string {
  return parts.map((part) => part.slice(0, 60)).join(' … ')
}
