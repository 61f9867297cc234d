import type { Message } from '../../../../../src/knowledge/knowledge.ts'
import { sourcesOf } from '../../../../parts/sources.tsx'
import { Link } from '../../../frame/link.tsx'
import type { PageKind } from '../../../page-kind.ts'
import { Cited } from '../../../parts/cited.tsx'
import { MessagePart } from '../message-part.tsx'
import '../../../../parts/style/answer.css'
import '../../../../parts/style/charts.css'
import '../../../../parts/style/findings.css'
import '../../../style/knowledge.css'

/** A message that is known. */
export const page = {
  async paths(shipped) {
    const { messages } = await shipped.knowledge('messages')
    return messages.map(({ id }) => ({ id }))
  },
  async load({ id }, shipped) {
    const { messages } = await shipped.knowledge('messages')
    const message = messages.find((one) => one.id === id)
    if (message === undefined) return undefined
    return {
      title: message.wordings[0] ?? message.id,
      description: `${message.means} ${message.fix}`,
      View: () => <MessagePage message={message} />,
    }
  },
} satisfies PageKind

function MessagePage({ message }: { readonly message: Message }) {
  return (
    <Cited sources={sourcesOf([message])}>
      <p class="kicker">
        <Link to="errors/">Errors</Link>
      </p>
      <h1 class="worded">{message.wordings[0]}</h1>
      <MessagePart message={message} isTitled />
      <h2>As somebody met it</h2>
      <pre>{message.example}</pre>
      {message.wordings.length > 1 && (
        <>
          <h2>Other wordings</h2>
          <ul>
            {message.wordings.slice(1).map((wording) => (
              <li key={wording}>
                <code>{wording}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </Cited>
  )
}
