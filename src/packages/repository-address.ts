import type { Link } from './wheel/metadata.ts'

/** Labels of an address of code, most telling first; the well-known ones of the packaging specifications among them. */
const LABELS = ['source', 'repository', 'sourcecode', 'code', 'github', 'gitlab', 'homepage']

/** Hosts of code, whose addresses are of a repository whatever they are called. */
const HOST_OF_CODE = /^(?:github\.com|gitlab\.com|codeberg\.org|bitbucket\.org|git\.sr\.ht|huggingface\.co)$/

/** What comes behind the name of a repository where a page of it is shown. */
const PAGE = /\/(?:-|tree|blob|src|wiki|issues|pulls?|releases|tags|discussions|actions|commits?)(?:\/.*)?$/

/** The address of the repository that a package names, to be fetched over https; undefined where it names none. */
export function repositoryIn(links: readonly Link[]): string | undefined {
  const placed = links
    .map((link) => ({ link, place: placeOf(link) }))
    .toSorted((left, right) => left.place - right.place)
  for (const { link, place } of placed) {
    const address = addressOf(link.address, place < LABELS.indexOf('homepage'))
    if (address !== undefined) return address
  }
  return undefined
}

/** Labels are compared without what is neither letter nor digit. */
function placeOf({ label }: Link): number {
  const place = LABELS.indexOf(label.toLowerCase().replaceAll(/[^a-z\d]/g, ''))
  return place === -1 ? LABELS.length : place
}

function addressOf(text: string, isSaidToBeCode: boolean): string | undefined {
  if (!URL.canParse(text)) return undefined
  const { protocol, hostname, pathname, username, port } = new URL(text)
  if (!/^https?:$/.test(protocol) || username !== '' || port !== '') return undefined
  // Whoever publishes a package must not have machines of the user's network asked.
  if (!/^[a-z\d.-]+\.[a-z]{2,}$/.test(hostname)) return undefined
  const known = HOST_OF_CODE.test(hostname.replace(/^www\./, ''))
  if (!known && !isSaidToBeCode) return undefined
  const path = pathname.replace(PAGE, '').replace(/\/+$/, '')
  const parts = path.split('/').filter(Boolean)
  if (parts.length < 2 || parts[0] === 'sponsors' || parts[0] === 'orgs') return undefined
  // Of GitHub's addresses the first two names are the repository; elsewhere groups have groups.
  return `https://${hostname.replace(/^www\./, '')}/${(hostname.endsWith('github.com') ? parts.slice(0, 2) : parts).join('/')}`
}
