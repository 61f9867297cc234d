import { callAnswers } from '../../../../../src/lookup/call-answer.ts'
import type { CallAnswer } from '../../../../../src/report/lookup.ts'
import { withoutArguments } from '../../../../../src/search/name-index.ts'
import { Prose } from '../../../../parts/prose.tsx'
import { Sources, sourcesOf } from '../../../../parts/sources.tsx'
import { Link } from '../../../frame/link.tsx'
import type { PageKind } from '../../../page-kind.ts'
import { Cited } from '../../../parts/cited.tsx'
import { lookOf, shortOutcome } from '../words.ts'
import '../../../../parts/style/answer.css'
import '../../../../parts/style/charts.css'
import '../../../../parts/style/findings.css'
import '../../../style/knowledge.css'

/** A call around CUDA, in each way of calling it that was tried. */
export const page = {
  async paths(shipped) {
    const { calls, equivalents } = await shipped.knowledge('calls', 'equivalents')
    const names = [...calls, ...equivalents].map(({ name }) => withoutArguments(name))
    return [...new Set(names)].map((name) => ({ name }))
  },
  async load({ name = '' }, shipped) {
    const knowledge = await shipped.knowledge('calls', 'equivalents', 'metalNames', 'newest')
    const answers = callAnswers(knowledge, { name, asOf: knowledge.newest })
    const [first] = answers
    if (first === undefined) return undefined
    return {
      title: `${name} on a Mac`,
      description: `What ${name} does on a machine without CUDA (${shortOutcome(first)}), and what to write instead.`,
      View: () => <CallPage name={name} answers={answers} />,
    }
  },
} satisfies PageKind

function CallPage({ name, answers }: { readonly name: string; readonly answers: readonly CallAnswer[] }) {
  return (
    <Cited sources={sourcesOf(answers)}>
      <p class="kicker">
        <Link to="calls/">Calls</Link>
      </p>
      <h1>
        {name} <span class="quiet">on a Mac</span>
      </h1>
      <ul class="choices">
        {answers.map((answer) => (
          <Way key={answer.name} answer={answer} />
        ))}
      </ul>
    </Cited>
  )
}

function Way({ answer }: { readonly answer: CallAnswer }) {
  const { name, message, neutral, neutralSince, mps, note, torch, sources } = answer
  return (
    <li>
      <code>{name}</code> <span class={`chip ${lookOf(answer)}`}>{shortOutcome(answer)}</span>{' '}
      <Sources sources={sources} />
      {message !== undefined && (
        <p>
          It says: <code>{message}</code>
        </p>
      )}
      {(neutral !== undefined || mps !== undefined) && (
        <p>
          <b>Instead:</b> {neutral !== undefined && <code>{neutral}</code>}
          {neutralSince !== undefined && ` (PyTorch ${neutralSince} and later)`}
          {neutral !== undefined && mps !== undefined && ', or '}
          {mps !== undefined && <code>{mps}</code>}
        </p>
      )}
      {note !== undefined && (
        <p>
          <Prose text={note} />
        </p>
      )}
      {torch !== undefined && <p class="quiet">Recorded by calling it in PyTorch {torch}, a build without CUDA.</p>}
    </li>
  )
}
