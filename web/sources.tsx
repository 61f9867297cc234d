import type { Source } from '../src/report/report.ts'

/** What a claim rests on: links where they lead to the web, else the name as it is. */
export function Sources({ sources }: { readonly sources: readonly Source[] }) {
  if (sources.length === 0) return null
  return (
    <span class="sources">
      {sources.map((source, index) => (
        <SourceLink key={index} {...source} />
      ))}
    </span>
  )
}

function SourceLink({ url, seen, kind }: Source) {
  const address = addressOf(url)
  const title = address === undefined ? url : hostOf(address)
  const words = `${title} (${kind.replace('-', ' ')}, ${seen})`
  if (address === undefined) return <span class="source">{words}</span>
  return (
    <a class="source" href={address} rel="noopener noreferrer" target="_blank" data-address={address}>
      {words}
    </a>
  )
}

/** Only addresses on the web become links: others can carry code. */
export function addressOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}

function hostOf(address: string): string {
  const { hostname, pathname } = new URL(address)
  const last = pathname.split('/').findLast((part) => part !== '')
  return last === undefined ? hostname : `${hostname.replace(/^www\./, '')} … ${last.slice(0, 40)}`
}
