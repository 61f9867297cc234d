/** Schemes by which git fetches from a host that is likely to have pages, too. */
const SCHEMES: ReadonlySet<string> = new Set(['https:', 'http:', 'ssh:', 'git:'])

/**
 * The page of the repository that git's configuration calls `origin`, without credentials and port.
 *
 * @param config - the text of git's file `config`
 * @returns for example `https://github.com/owner/name`; undefined for a folder, and where there is no such remote
 */
export function originIn(config: string): string | undefined {
  let isOrigin = false
  for (const line of config.split('\n').map((text) => text.trim())) {
    if (line.startsWith('[')) isOrigin = line === '[remote "origin"]'
    const url = isOrigin ? /^url\s*=\s*(\S+)$/.exec(line)?.[1] : undefined
    if (url !== undefined) return pageOf(url)
  }
  return undefined
}

/** `git@host:owner/name.git`, `ssh://git@host/owner/name` and `https://user:secret@host/owner/name.git` are the same page. */
function pageOf(address: string): string | undefined {
  const short = /^(?:[\w.-]+@)?([\w.-]+):(?!\/)(.+)$/.exec(address)
  const url = short ? `https://${short[1]}/${short[2]}` : address
  if (!URL.canParse(url)) return undefined
  const { protocol, hostname, pathname } = new URL(url)
  const path = pathname.replace(/\/$/, '').replace(/\.git$/, '')
  const isPage = SCHEMES.has(protocol) && hostname.includes('.') && path.split('/').length > 2
  return isPage ? `https://${hostname}${path}` : undefined
}
