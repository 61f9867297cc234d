import type { Report } from '../../src/report/report.ts'
import type { AddressAt } from '../parts/place.tsx'

type Shape = (revision: string, file: string, line: number) => string

/** GitHub shows the lines of these files only where it is asked for the plain text. */
const RENDERED = /\.(?:md|ipynb|rst)$/i

/** How hosts of repositories name a line of a file at a revision. */
const SHAPES: readonly (readonly [host: RegExp, shape: Shape])[] = [
  [/^github\./, (at, file, line) => `blob/${at}/${file}${RENDERED.test(file) ? '?plain=1' : ''}#L${line}`],
  [/^huggingface\.co$/, (at, file, line) => `blob/${at}/${file}#L${line}`],
  [/^gitlab\./, (at, file, line) => `-/blob/${at}/${file}#L${line}`],
  [/^bitbucket\.org$/, (at, file, line) => `src/${at}/${file}#lines-${line}`],
  [/^codeberg\.org$/, (at, file, line) => `src/commit/${at}/${file}#L${line}`],
]

/** The address of a line at the host of the repository, at the revision that was read; none where either is not known. */
export function addressAtHost({ repository, revision }: Report['project']): AddressAt {
  if (repository === undefined || revision === undefined || !URL.canParse(repository)) return () => undefined
  const { protocol, hostname, href } = new URL(repository)
  const shape = SHAPES.find(([host]) => host.test(hostname))?.[1]
  if (protocol !== 'https:' || shape === undefined) return () => undefined
  return ({ file, line }) => {
    const path = file.split('/').map(encodeURIComponent).join('/')
    return `${href.replace(/\/$/, '')}/${shape(encodeURIComponent(revision), path, line)}`
  }
}
