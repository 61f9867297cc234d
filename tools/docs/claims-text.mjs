/** How facts and sources read in docs/claims.md. */

const WIDTH = 120
const STATUS_WORDS = {
  supported: 'supported',
  partial: 'supported in part',
  unsupported: 'not supported',
  unknown: 'not known',
}

/** A word, or code between backticks with what clings to it. */
const WORD = /(?:[^\s`]|`[^`]*`)+/g

/** Text in lines of a readable length; those after the first of a list item are indented. */
export function wrapped(text, lead = '') {
  const lines = [lead.trimEnd()]
  for (const word of text.match(WORD) ?? []) {
    const line = lines.at(-1)
    const longer = line === '' ? word : `${line} ${word}`
    if (longer.length <= WIDTH) lines[lines.length - 1] = longer
    else lines.push(' '.repeat(lead.length) + word)
  }
  return lines.join('\n')
}

/** `[github.com … pull/265](address), 2026-11-27`, or the name of a package as it is. */
export function sourceLink({ url, seen }) {
  if (!url.startsWith('https:')) return `\`${url}\`, ${seen}`
  const { hostname, pathname } = new URL(url)
  const parts = pathname.split('/').filter((part) => part !== '')
  const github = hostname === 'github.com' ? parts.slice(0, 2).join('/') : hostname.replace(/^www\./, '')
  const thread = /\/(issues|pull|discussions)\/(\d+)/.exec(pathname)?.[2]
  const rest = thread === undefined ? parts.slice(hostname === 'github.com' ? 2 : 0).at(-1) : `#${thread}`
  const words = [github, rest?.slice(0, 40)].filter(Boolean).join(thread === undefined ? ', ' : '')
  return `[${words}](${url}), ${seen}`
}

/** What the knowledge says of a library, and how to see all of it. */
export function factBullet({ library, platform }, { status, note, backend, sources }, name) {
  const where = `on ${platform === 'metal' ? 'Metal' : 'CUDA'}${backend === undefined ? '' : ` (${backend})`}`
  const newest = sources
    .map(({ seen }) => seen)
    .toSorted()
    .at(-1)
  const words = `**${library}** ${where}: ${STATUS_WORDS[status]}.${note === undefined ? '' : ` ${note.trim()}`}`
  return `${words} (\`acclimate lookup ${name.includes(' ') ? `"${name}"` : name}\`, ${newest})`
}

/** What the table of operators says, for the newest release and for an old one. */
export function operatorBullet({ release, since, missingThen }, { missing, fallsBack }) {
  return `Of the operators of **PyTorch ${release}**, internal ones included, ${missing} have no kernel for MPS (${missingThen} in ${since}), and ${fallsBack} go to the CPU by themselves. (\`acclimate lookup\` with an operator or a function says which.)`
}
