import type { Message } from '../../../../src/knowledge/knowledge.ts'
import { Link } from '../../frame/link.tsx'

/** Who says fewer messages is told among the others. */
const LEAST = 3

/** Every message that is known, by who says it. */
export function Known({ messages }: { readonly messages: readonly Message[] }) {
  const names = [...new Set(messages.map(({ by }) => by))]
  const groups = names.map((name) => [name, messages.filter(({ by }) => by === name)] as const)
  const large = groups.filter(([, own]) => own.length >= LEAST)
  const others = messages.filter(({ by }) => !large.some(([own]) => own === by))
  return (
    <section aria-labelledby="known">
      <h2 id="known">{messages.length} messages that are known</h2>
      {large
        .toSorted(([, one], [, other]) => other.length - one.length)
        .map(([by, own]) => (
          <Group key={by} title={by} messages={own} />
        ))}
      <Group title="others" messages={others} />
    </section>
  )
}

function Group({ title, messages }: { readonly title: string; readonly messages: readonly Message[] }) {
  return (
    <details class="group">
      <summary>
        {title} <span class="quiet">{messages.length}</span>
      </summary>
      <ul>
        {messages.map(({ id, by, wordings }) => (
          <li key={id}>
            <Link to={`errors/${id}/`}>{wordings[0]}</Link> {by === title ? null : <span class="quiet">{by}</span>}
          </li>
        ))}
      </ul>
    </details>
  )
}
