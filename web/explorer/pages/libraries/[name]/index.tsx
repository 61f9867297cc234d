import type { Library, Statement } from '../../../../../src/knowledge/library.ts'
import { libraryByImport, libraryByName, libraryByPypi } from '../../../../../src/knowledge/libraries.ts'
import { statementFor } from '../../../../../src/knowledge/statements.ts'
import type { Knowledge } from '../../../../../src/knowledge/knowledge.ts'
import { librarySlug } from '../../../../../src/search/name-index.ts'
import { SUPPORT_WORDS } from '../../../../parts/words.ts'
import { sourcesOf } from '../../../../parts/sources.tsx'
import { Link } from '../../../frame/link.tsx'
import type { PageKind } from '../../../page-kind.ts'
import { Cited } from '../../../parts/cited.tsx'
import { courseOf } from '../../../parts/course.ts'
import { Timeline } from '../../../parts/timeline.tsx'
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
    const knowledge = await shipped.knowledge('libraries', 'newest')
    const library = libraryAt(name, knowledge)
    if (library === undefined) return undefined
    const asOf = knowledge.newest
    const metal = statementFor(library.metal, undefined, asOf)
    const cuda = statementFor(library.cuda, undefined, asOf)
    return {
      title: `${library.name} on CUDA and Metal`,
      description: `${library.name} on a Mac: ${statementInWords(metal)}. On CUDA: ${statementInWords(cuda)}. With its history, sources and what to use instead.`,
      View: () => <LibraryPage library={library} metal={metal} cuda={cuda} asOf={asOf} libraries={knowledge} />,
    }
  },
} satisfies PageKind

/** By the name of its page, or by any other name: addresses are typed, too, and findings have the name on an index. */
function libraryAt(name: string, knowledge: Pick<Knowledge, 'libraries'>): Library | undefined {
  return (
    libraryByPypi(knowledge, name) ??
    knowledge.libraries.find((library) => librarySlug(library) === name) ??
    libraryByName(knowledge, name) ??
    libraryByImport(knowledge, name)
  )
}

interface Props {
  readonly library: Library
  readonly metal: Statement | undefined
  readonly cuda: Statement | undefined
  readonly asOf: string
  readonly libraries: Pick<Knowledge, 'libraries'>
}

function LibraryPage({ library, metal, cuda, asOf, libraries }: Props) {
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
      <Alternatives alternatives={alternatives} asOf={asOf} libraries={libraries} />
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
      {kind === 'library' ? 'For' : `A ${kind} for`} {category}
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
