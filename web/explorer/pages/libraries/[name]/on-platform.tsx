import type { Statement } from '../../../../../src/knowledge/library.ts'
import { Prose } from '../../../../parts/prose.tsx'
import { Sources } from '../../../../parts/sources.tsx'
import { SUPPORT_WORDS } from '../../../../parts/words.ts'
import { rangeInWords } from '../../../parts/course.ts'
import { abilitiesOf } from './words.ts'

interface Props {
  readonly title: string
  readonly statement: Statement | undefined
}

/** What holds on a platform today, of the newest version. */
export function OnPlatform({ title, statement }: Props) {
  const status = statement?.status ?? 'unknown'
  const range = statement === undefined ? '' : rangeInWords(statement)
  const abilities = statement === undefined ? '' : abilitiesOf(statement)
  return (
    <article class={`card support-${status}`}>
      <h2 class="platform">{title}</h2>
      <p class="status">{capital(SUPPORT_WORDS[status])}</p>
      {(range !== '' || abilities !== '') && (
        <p class="quiet">{capital([range, abilities].filter(Boolean).join('; '))}.</p>
      )}
      {statement?.note !== undefined && (
        <p>
          <Prose text={statement.note} />
        </p>
      )}
      <Sources sources={statement?.sources ?? []} />
    </article>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
