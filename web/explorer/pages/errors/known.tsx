import type { Message } from '../../../../src/knowledge/knowledge.ts'
import { Link } from '../../frame/link.tsx'

/** Every message that is known, by who says it. */
export function Known({ messages }: { readonly messages: readonly Message[] }) {
  const groups = new Map<string, readonly Message[]>()
  for (const message of messages) groups.set(message.by, [...(groups.get(message.by) ?? []), message])
  return (
    <section aria-labelledby="known">
      <h2 id="known">{messages.length} messages that are known</h2>
      {[...groups]
        .toSorted(([one, left], [other, right]) => right.length - left.length || one.localeCompare(other, 'en'))
        .map(([by, own]) => (
          <details key={by} class="group">
            <summary>
              {by} <span class="quiet">{own.length}</span>
            </summary>
            <ul>
              {own.map(({ id, wordings }) => (
                <li key={id}>
                  <Link to={`errors/${id}/`}>{wordings[0]}</Link>
                </li>
              ))}
            </ul>
          </details>
        ))}
    </section>
  )
}
