import type { Library, Statement } from '../../../../../src/knowledge/library.ts'
import { Prose } from '../../../../parts/prose.tsx'
import { Sources } from '../../../../parts/sources.tsx'
import { SUPPORT_WORDS } from '../../../../parts/words.ts'
import { abilitiesOf } from './words.ts'

/** Every statement about a library, newest first: the time line, to be read. */
export function History({ library: { metal, cuda } }: { readonly library: Library }) {
  const rows = [
    ...metal.map((statement) => ({ platform: 'Mac', statement })),
    ...cuda.map((statement) => ({ platform: 'CUDA', statement })),
  ]
  return (
    <div class="scroll below">
      <table>
        <caption class="hidden">What held for which versions, and from when to when</caption>
        <thead>
          <tr>
            <th scope="col">Where</th>
            <th scope="col">Versions</th>
            <th scope="col">Days</th>
            <th scope="col">What held</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ platform, statement }, index) => (
            <tr key={index}>
              <th scope="row">{platform}</th>
              <td data-label="Versions">{between(statement.since, statement.until) ?? 'all'}</td>
              <td data-label="Days">{between(statement.from, statement.to) ?? 'not dated'}</td>
              <td data-label="What held">
                <What statement={statement} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function What({ statement }: { readonly statement: Statement }) {
  const { status, note, sources } = statement
  const abilities = abilitiesOf(statement)
  return (
    <>
      <span class={`chip support-${status}`}>{SUPPORT_WORDS[status]}</span> {abilities}
      {note !== undefined && (
        <p>
          <Prose text={note} />
        </p>
      )}{' '}
      <Sources sources={sources} />
    </>
  )
}

/** From the first to before the second; undefined where neither is known. */
function between(first: string | undefined, end: string | undefined): string | undefined {
  if (first === undefined) return end === undefined ? undefined : `before ${end}`
  return end === undefined ? `${first} and later` : `${first} until before ${end}`
}
