import { libraryByName } from '../../../../../src/knowledge/libraries.ts'
import type { Alternative } from '../../../../../src/knowledge/library.ts'
import type { Knowledge } from '../../../../../src/knowledge/knowledge.ts'
import { librarySlug } from '../../../../../src/search/name-index.ts'
import { Prose } from '../../../../parts/prose.tsx'
import { Sources } from '../../../../parts/sources.tsx'
import { Link } from '../../../frame/link.tsx'

interface Props {
  readonly alternatives: readonly Alternative[]
  readonly asOf: string
  readonly libraries: Pick<Knowledge, 'libraries'>
}

/** What to do on a Mac. */
export function Alternatives({ alternatives, asOf, libraries }: Props) {
  const open = alternatives.filter(({ from, to }) => (from ?? asOf) <= asOf && (to === undefined || asOf < to))
  if (open.length === 0) return null
  return (
    <section aria-labelledby="instead">
      <h2 id="instead">What to do on a Mac</h2>
      <ul class="choices">
        {open.map((alternative) => (
          <li key={alternative.use}>
            <b>
              <Use alternative={alternative} libraries={libraries} />
            </b>
            {alternative.when !== undefined && ` when ${alternative.when}`}{' '}
            <span class="pill">{alternative.effort} of work</span> <Sources sources={alternative.sources} />
            <p>
              {alternative.keeps !== undefined && <Prose text={alternative.keeps} />}{' '}
              {alternative.loses !== undefined && (
                <>
                  Lost: <Prose text={alternative.loses} />
                </>
              )}{' '}
              {alternative.omissible === true && 'It can also simply be left out: the program falls back by itself.'}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Use({
  alternative: { use, library: named },
  libraries,
}: {
  readonly alternative: Alternative
  readonly libraries: Props['libraries']
}) {
  const library = named === undefined ? undefined : libraryByName(libraries, named)
  if (library === undefined) return <Prose text={use} />
  return (
    <Link to={`libraries/${encodeURIComponent(librarySlug(library))}/`}>
      <Prose text={use} />
    </Link>
  )
}
