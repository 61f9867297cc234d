/**
 * The commit that git's files say is checked out, as 40 or 64 hexadecimal digits, without git.
 *
 * @param own - gives the text of a file in git's folder for this checkout, empty where there is none
 * @param shared - the same in the folder that its worktrees share
 */
export function revisionIn(own: (path: string) => string, shared: (path: string) => string): string | undefined {
  const head = own('HEAD').trimEnd()
  const reference = /^ref: (refs\/\S+)$/.exec(head)?.[1]
  if (reference === undefined) return objectName(head)
  if (reference.includes('..')) return undefined
  return objectName(shared(reference).trimEnd()) ?? packed(shared('packed-refs'), reference)
}

function packed(list: string, reference: string): string | undefined {
  const line = list.split('\n').find((candidate) => candidate.endsWith(` ${reference}`))
  return line === undefined ? undefined : objectName(line.slice(0, line.indexOf(' ')))
}

function objectName(text: string): string | undefined {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : undefined
}
