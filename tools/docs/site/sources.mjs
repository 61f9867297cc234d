/** Which texts are pages of the documentation, where each comes to stand, and in what order they are listed. */
import { readdirSync } from 'node:fs'
import { posix } from 'node:path'
import { root } from '../../install.mjs'

/** Pages in the order in which people need them; those that are named nowhere follow the last part. */
const PARTS = [
  ['Begin', ['README.md', 'docs/integrations.md', 'docs/configuration.md', 'docs/rules/README.md']],
  ['Judge', ['docs/verdict.md', 'docs/fit.md', 'docs/online.md', 'docs/explorer.md', 'docs/claims.md']],
  ['Change', ['docs/port.md', 'docs/rehearse.md']],
  ['Many projects', ['docs/fleet.md', 'docs/library.md']],
  [
    'How it is made',
    [
      'docs/architecture.md',
      ...[
        'reading',
        'evaluation',
        'judging',
        'asking',
        'showing',
        'porting',
        'fit',
        'rehearsal',
        'servers',
        'explorer',
        'fleet',
      ].map((page) => `docs/design/${page}.md`),
      'docs/adding.md',
      'knowledge/README.md',
    ],
  ],
  [
    'About',
    [
      'docs/accuracy.md',
      ...['findings', 'judged-findings', 'ports', 'bug-reports', 'rehearsals'].map(
        (page) => `docs/accuracy/${page}.md`,
      ),
    ],
  ],
]
/** Pages outside of docs/. */
const OTHERS = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md', 'knowledge/README.md']

/** The paths of all texts, relative to the repository. */
export function sourcesOfDocs() {
  const inDocs = readdirSync(`${root}docs`, { recursive: true, encoding: 'utf8' })
    .map((path) => `docs/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.md'))
  return [...OTHERS, ...inDocs].toSorted()
}

/** The page of a text, relative to the site: `docs/rules/README.md` is `rules/index.html`. */
export function pageOf(source) {
  if (source === 'README.md') return 'index.html'
  const path = source.replace(/^docs\//, '').replace(/\.md$/, '')
  const name = posix.basename(path)
  return posix.join(posix.dirname(path), `${name === 'README' ? 'index' : name.toLowerCase()}.html`)
}

/** The texts that the menu leads to, in parts; pages of rules are reached from their list. */
export function menuOf(sources) {
  const named = new Set(PARTS.flatMap(([, own]) => own))
  const rest = sources.filter((source) => !named.has(source) && !source.startsWith('docs/rules/'))
  return PARTS.map(([title, own], index) => ({ title, sources: index === PARTS.length - 1 ? [...own, ...rest] : own }))
}
