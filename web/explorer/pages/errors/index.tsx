import { useEffect, useRef, useState } from 'preact/hooks'
import { explainMessage, namedIn } from '../../../../src/messages/explain-message.ts'
import type { Message } from '../../../../src/knowledge/knowledge.ts'
import type { Recognition } from '../../../../src/report/recognition.ts'
import { sourcesOf } from '../../../parts/sources.tsx'
import { Link } from '../../frame/link.tsx'
import type { PageKind, Question } from '../../page-kind.ts'
import type { Shipped } from '../../shipped.ts'
import { Cited } from '../../parts/cited.tsx'
import { Known } from './known.tsx'
import { MessagePart } from './message-part.tsx'
import '../../../parts/style/answer.css'
import '../../../parts/style/charts.css'
import '../../../parts/style/findings.css'
import '../../style/knowledge.css'

/** Messages and tracebacks: what they mean, since when and until when, what to do. */
export const page = {
  async load(_params, shipped) {
    const { messages } = await shipped.knowledge('messages')
    return {
      title: 'What does this error mean on a Mac?',
      description:
        'Paste an error message or a traceback: what it means on Apple silicon, in which versions it is said, and what to do. Nothing is sent anywhere.',
      View: (question) => <Errors question={question} shipped={shipped} messages={messages} />,
    }
  },
} satisfies PageKind

const EXAMPLE = `Traceback (most recent call last):
  File "train.py", line 41, in <module>
    model = model.to("cuda")
AssertionError: Torch not compiled with CUDA enabled`

/** All that is looked up of what a message names; of libraries those alone. */
async function explained(shipped: Shipped, text: string): Promise<Recognition> {
  const { messages } = await shipped.knowledge('messages')
  const entries = await Promise.all(namedIn({ messages }, text).map(shipped.library))
  const libraries = entries.flatMap((entry) => (entry === undefined ? [] : [entry.library]))
  const { newest, releases, operators, visionOperators, pitfalls, mlx, calls, equivalents, metalNames } =
    await shipped.knowledge(...LOOKED_UP)
  const known = { newest, releases, operators, visionOperators, pitfalls, mlx, calls, equivalents, metalNames }
  return explainMessage({ ...known, messages, libraries }, text)
}

const LOOKED_UP = [
  'newest',
  'releases',
  'operators',
  'visionOperators',
  'pitfalls',
  'mlx',
  'calls',
  'equivalents',
  'metalNames',
] as const

interface Props {
  readonly question: Question
  readonly shipped: Shipped
  readonly messages: readonly Message[]
}

function Errors({ question: { query, ask }, shipped, messages }: Props) {
  const [text, setText] = useState(query.get('message') ?? '')
  const [recognition, setRecognition] = useState<Recognition>()
  const typed = useRef(0)
  useEffect(() => {
    const turn = ++typed.current
    const answer = async () => {
      const found = text.trim() === '' ? undefined : await explained(shipped, text)
      // Whoever types on wants the answer to what stands there now.
      if (turn === typed.current) setRecognition(found)
    }
    void answer()
  }, [text])
  const change = (next: string) => {
    setText(next)
    ask(new URLSearchParams())
  }
  return (
    <Cited sources={sourcesOf(recognition?.answers ?? [])}>
      <h1>What does this error mean?</h1>
      <label class="pasted">
        A message, a traceback or the end of a log; it stays on your machine
        <textarea
          rows={8}
          spellcheck={false}
          placeholder={EXAMPLE}
          value={text}
          onInput={({ currentTarget }) => change(currentTarget.value)}
        />
      </label>
      <p>
        <button type="button" onClick={() => change(EXAMPLE)}>
          Try an example
        </button>
      </p>
      <div aria-live="polite">{recognition !== undefined && <Answers answer={recognition} />}</div>
      <Known messages={messages} />
    </Cited>
  )
}

function Answers({ answer: { answers } }: { readonly answer: Recognition }) {
  if (answers.length === 0) {
    return (
      <p class="lead">
        Nothing is known of this message, which says nothing about it. <Link to="libraries/">Look up the library</Link>{' '}
        that it comes from, or <Link to="audit/">audit the project</Link>.
      </p>
    )
  }
  return (
    <>
      {answers.map((found) => (
        <MessagePart key={found.id} message={found} />
      ))}
    </>
  )
}
