/** Where in the site somebody is. */
export interface Place {
  /** Relative to the site, encoded as in addresses: `libraries/torch/`, and nothing for the first page. */
  readonly path: string
  /** What stands behind the question mark. */
  readonly query: URLSearchParams
  /** What stands behind the hash. */
  readonly fragment: string
}

/** The way from a page to the site's root, so that the site works below any path: `../../` from `libraries/torch/`. */
export function rootFrom(path: string): string {
  return '../'.repeat(path.split('/').length - 1) || './'
}

/**
 * Where an address leads; undefined where it leads out of the site.
 *
 * @param root - the site's, ending in a slash
 */
export function placeIn(root: URL, address: URL): Place | undefined {
  if (address.origin !== root.origin || !address.pathname.startsWith(root.pathname)) return undefined
  const path = address.pathname.slice(root.pathname.length).replace(/(?:^|\/)index\.html$/, '/')
  return {
    path: path === '' || path === '/' ? '' : path.replace(/\/?$/, '/'),
    query: address.searchParams,
    fragment: address.hash,
  }
}

/** The same place as an address. */
export function addressOf(root: URL, { path, query, fragment }: Place): URL {
  const address = new URL(path, root)
  address.search = query.toString()
  address.hash = fragment
  return address
}
