import type { Alternative } from '../../../../../src/knowledge/library.ts'
import { Prose } from '../../../../parts/prose.tsx'
import { Sources } from '../../../../parts/sources.tsx'
import { Link } from '../../../frame/link.tsx'

interface Props {
  readonly alternatives: readonly Alternative[]
  readonly asOf: string
  /** Of the pages of the libraries that they name. */
  readonly slugs: Readonly<Record<string, string>>
}

/** What to do on a Mac. */
export function Alternatives({ alternatives, asOf, slugs }: Props) {
  const open = alternatives.filter(({ from, to }) => (from ?? asOf) <= asOf && (to === undefined || asOf < to))
  if (open.length === 0) return null
  return (
    <section aria-labelledby="instead">
      <h2 id="instead">What to do on a Mac</h2>
      <ul class="choices">
        {open.map((alternative) => (
          <li key={alternative.use}>
            <b>
              <Use alternative={alternative} slugs={slugs} />
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
  alternative: { use, library },
  slugs,
}: Pick<Props, 'slugs'> & {
  readonly alternative: Alternative
}) {
  const slug = library === undefined ? undefined : slugs[library]
  if (slug === undefined) return <Prose text={use} />
  return (
    <Link to={`libraries/${encodeURIComponent(slug)}/`}>
      <Prose text={use} />
    </Link>
  )
}
