import type { MessageAnswer } from '../../../../src/report/recognition.ts'
import { Prose } from '../../../parts/prose.tsx'
import { Sources } from '../../../parts/sources.tsx'
import { Link } from '../../frame/link.tsx'
import { rangeInWords } from '../../parts/course.ts'

type Told = Pick<MessageAnswer, 'id' | 'by' | 'means' | 'fix' | 'codes' | 'sources' | 'wordings'> &
  Partial<Pick<MessageAnswer, 'fit' | 'share' | 'names' | 'since' | 'until' | 'from' | 'to'>>

interface Props {
  readonly message: Told
  /** On its own page its wording is the title already. */
  readonly isTitled?: true
}

/** A known message: what it means, in which versions it is said, what to do. */
export function MessagePart({ message, isTitled }: Props) {
  const { id, by, fit, share = 1, means, fix, codes, names = [], sources, wordings } = message
  const range = rangeInWords(message)
  return (
    <article class="card status-needs-edits said">
      {isTitled === true ? null : (
        <h2>
          <Link to={`errors/${id}/`}>{wordings[0]}</Link>
        </h2>
      )}
      <p class="quiet">
        Said by {by}
        {range === '' ? '' : ` ${range}`}
        {fit === 'close' ? `; ${Math.round(share * 100)} % of its wording is there` : ''}.
      </p>
      <p>
        <Prose text={means} /> <Sources sources={sources} />
      </p>
      <p class="fix">
        <b>What to do:</b>
        <Prose text={fix} />
      </p>
      {codes.length > 0 && (
        <p>
          <Link to="audit/">An audit</Link> names the lines of a project that lead to it, before it is said.
        </p>
      )}
      {names.map(({ name, answers }) => (
        <p key={name}>
          It names <Named name={name} kind={answers[0]?.kind} />.
        </p>
      ))}
    </article>
  )
}

function Named({ name, kind }: { readonly name: string; readonly kind: string | undefined }) {
  const plain = name.replace('::', '.')
  const to =
    kind === 'library'
      ? `libraries/${encodeURIComponent(name)}/`
      : kind === 'call'
        ? `calls/${encodeURIComponent(name)}/`
        : `operators/${encodeURIComponent(plain.startsWith('aten.') ? plain.split('.').slice(0, 2).join('.') : plain)}/`
  return (
    <Link to={to}>
      <code>{name}</code>
    </Link>
  )
}
