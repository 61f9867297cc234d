import type { Library, Statement } from '../../../../../src/knowledge/library.ts'
import { statementFor } from '../../../../../src/knowledge/statements.ts'
import type { LibraryEntry } from '../../../../../src/search/library-shards.ts'
import { librarySlug } from '../../../../../src/search/name-index.ts'
import { SUPPORT_WORDS } from '../../../../parts/words.ts'
import { sourcesOf } from '../../../../parts/sources.tsx'
import { Link } from '../../../frame/link.tsx'
import type { PageKind } from '../../../page-kind.ts'
import { Cited } from '../../../parts/cited.tsx'
import { courseOf } from '../../../parts/course.ts'
import { Timeline } from '../../../parts/timeline.tsx'
import { categoryInWords } from '../category.ts'
import { Alternatives } from './alternatives.tsx'
import { History } from './history.tsx'
import { OnPlatform } from './on-platform.tsx'
import { OtherParts } from './other-parts.tsx'
import { statementInWords } from './words.ts'
import '../../../../parts/style/answer.css'
import '../../../../parts/style/charts.css'
import '../../../../parts/style/findings.css'
import '../../../../parts/style/tables.css'
import '../../../style/knowledge.css'

/** A library: how it fares on both platforms now and before, what to use instead, and where that was read. */
export const page = {
  async paths(shipped) {
    const { libraries } = await shipped.knowledge('libraries')
    return libraries.map((library) => ({ name: librarySlug(library) }))
  },
  async load({ name = '' }, shipped) {
    const [entry, { newest: asOf }] = await Promise.all([shipped.library(name), shipped.knowledge('newest')])
    if (entry === undefined) return undefined
    const { library } = entry
    const metal = statementFor(library.metal, undefined, asOf)
    const cuda = statementFor(library.cuda, undefined, asOf)
    return {
      title: `${library.name} on CUDA and Metal`,
      description: `${library.name} on a Mac: ${statementInWords(metal)}. On CUDA: ${statementInWords(cuda)}. With its history, sources and what to use instead.`,
      View: () => <LibraryPage entry={entry} metal={metal} cuda={cuda} asOf={asOf} />,
    }
  },
} satisfies PageKind

interface Props {
  readonly entry: LibraryEntry
  readonly metal: Statement | undefined
  readonly cuda: Statement | undefined
  readonly asOf: string
}

function LibraryPage({ entry: { library, slugs }, metal, cuda, asOf }: Props) {
  const { name, alternatives, calls = [], misfits = [], models = [] } = library
  const sources = sourcesOf([...library.metal, ...library.cuda, ...alternatives, ...calls, ...misfits, ...models])
  return (
    <Cited sources={sources}>
      <p class="kicker">
        <Link to="libraries/">Libraries</Link>
      </p>
      <h1>
        {name} <span class="quiet">on CUDA and Metal</span>
      </h1>
      <Names library={library} />
      <div class="cards">
        <OnPlatform title="On a Mac (Metal)" statement={metal} />
        <OnPlatform title="On CUDA" statement={cuda} />
      </div>
      <Alternatives alternatives={alternatives} asOf={asOf} slugs={slugs} />
      <section aria-labelledby="history">
        <h2 id="history">Over time</h2>
        <Timeline
          title={`On a Mac it ${SUPPORT_WORDS[metal?.status ?? 'unknown']}${metal?.since === undefined ? '' : ` since ${metal.since}`}; on CUDA it ${SUPPORT_WORDS[cuda?.status ?? 'unknown']}`}
          asOf={asOf}
          lanes={[
            { label: 'Mac', stretches: courseOf(library.metal, statementInWords) },
            { label: 'CUDA', stretches: courseOf(library.cuda, statementInWords) },
          ]}
        />
        <History library={library} />
      </section>
      <OtherParts library={library} />
    </Cited>
  )
}

function Names({ library: { category, kind, pypi, imports } }: { readonly library: Library }) {
  return (
    <p class="quiet">
      {kind === 'library' ? 'For' : `A ${kind} for`} {categoryInWords(category)}
      {pypi.length > 0 && (
        <>
          ; on PyPI as <Codes names={pypi} />
        </>
      )}
      {imports.length > 0 && (
        <>
          ; imported as <Codes names={imports} />
        </>
      )}
      .
    </p>
  )
}

/** Names beyond these are for machines. */
const MOST_NAMES = 6

function Codes({ names }: { readonly names: readonly string[] }) {
  return (
    <>
      {names.slice(0, MOST_NAMES).map((name, index) => (
        <>
          {index === 0 ? '' : ', '}
          <code>{name}</code>
        </>
      ))}
      {names.length > MOST_NAMES ? ' and others' : ''}
    </>
  )
}
