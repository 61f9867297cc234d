/** A repository that the user named, and optionally one of its branches or tags. */
export interface GitAddress {
  readonly url: string
  readonly branch?: string
  /** What to call the project. */
  readonly name: string
}

const ADDRESS = /^(?:(?:https?|ssh|git|file):\/\/[^\s#]+|[\w.-]+@[\w.-]+:[^\s#]+)$/
const SHORT = /^github:([\w.-]+\/[\w.-]+)$/

/** Understands `https://…`, `ssh://…`, `git@host:path` and `github:owner/name`, each with an optional `#branch`. */
export function parseGitAddress(text: string): GitAddress | undefined {
  const [address = '', branch, ...rest] = text.split('#')
  if (rest.length > 0 || (branch !== undefined && !/^\w[\w./-]*$/.test(branch))) return undefined
  const short = SHORT.exec(address)?.[1]
  const url = short === undefined ? address : `https://github.com/${short}.git`
  if (!ADDRESS.test(url)) return undefined
  const name = nameIn(url)
  return branch === undefined ? { url, name } : { url, name, branch }
}

/** The last name of the path. Where there is none, the host's: a user and a password are not for a report. */
function nameIn(url: string): string {
  const named = withoutCredentials(url)
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
  return named.split(/[/:]/).at(-1) || 'project'
}

/** A text in which addresses have no user and no password: it may be shown, and end up in a log. */
export function withoutCredentials(text: string): string {
  return text.replace(/([a-z][a-z+.-]{0,20}:\/\/)[^\s/]*@/gi, '$1')
}
