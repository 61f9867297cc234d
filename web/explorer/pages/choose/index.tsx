import { useEffect, useState } from 'preact/hooks'
import type { ChoiceKnowledge } from '../../../../src/verdict/choose/choose.ts'
import { sourcesOf } from '../../../parts/sources.tsx'
import { Link } from '../../frame/link.tsx'
import type { PageKind, Question } from '../../page-kind.ts'
import type { Shipped } from '../../shipped.ts'
import { Cited } from '../../parts/cited.tsx'
import { Advised } from './advised.tsx'
import { chosenFor, needsOf } from './choice.ts'
import { ChoiceForm } from './choice-form.tsx'
import '../../../parts/style/answer.css'
import '../../../parts/style/charts.css'
import '../../../parts/style/findings.css'
import '../../../parts/style/tables.css'
import '../../style/knowledge.css'
import './choose.css'

/** What to choose for what somebody wants to do: CUDA, Metal or both, and which machine. */
export const page = {
  async load(_params, shipped) {
    const knowledge = await shipped.knowledge('considerations', 'machines', 'models', 'rates', 'newest')
    return {
      title: 'CUDA or Metal for what you want to do?',
      description:
        'Say what you want to do, with which models and libraries and for how much: which platform and which machines suit it, with reasons and sources.',
      View: (question) => <Choose shipped={shipped} known={knowledge} asOf={knowledge.newest} question={question} />,
    }
  },
} satisfies PageKind

interface Props {
  readonly shipped: Shipped
  /** All but libraries, which are most of what is known and which few name. */
  readonly known: Omit<ChoiceKnowledge, 'libraries'>
  readonly asOf: string
  readonly question: Question
}

function Choose({ shipped, known, asOf, question }: Props) {
  const needs = needsOf(question.query)
  const libraries = useLibraries(needs !== undefined && 'is' in needs ? (needs.is.libraries ?? []) : [], shipped)
  const isWaiting = libraries === undefined
  const chosen = isWaiting ? undefined : chosenFor(needs, { ...pickedFrom(known), libraries }, asOf)
  const sources = chosen !== undefined && 'is' in chosen ? sourcesOf(reasonsOf(chosen.is.recommendation)) : []
  return (
    <Cited sources={sources}>
      <h1>CUDA or Metal?</h1>
      <p class="lead">Say as much as you know; every question may be left out.</p>
      <ChoiceForm question={question} />
      <div aria-live="polite">
        {isWaiting ? (
          <p>Looking up the libraries …</p>
        ) : chosen === undefined ? (
          <Example />
        ) : 'problem' in chosen ? (
          <p class="lead" role="alert">
            {chosen.problem}
          </p>
        ) : (
          <Advised advice={chosen.is} />
        )}
      </div>
    </Cited>
  )
}

/** What is known of the libraries of these names; undefined until it is there. */
function useLibraries(named: readonly string[], shipped: Shipped): ChoiceKnowledge['libraries'] | undefined {
  const [found, setFound] = useState<{ readonly of: string; readonly libraries: ChoiceKnowledge['libraries'] }>()
  const of = JSON.stringify(named)
  useEffect(() => {
    const fetchThem = async () => {
      const entries = await Promise.all(named.map((name) => shipped.library(name.trim())))
      setFound({ of, libraries: entries.flatMap((entry) => (entry === undefined ? [] : [entry.library])) })
    }
    if (named.length > 0) void fetchThem()
  }, [of])
  if (named.length === 0) return []
  return found?.of === of ? found.libraries : undefined
}

/** The parts themselves: what is shipped hands out each only when it is asked for. */
function pickedFrom({ considerations, machines, models, rates }: Props['known']): Props['known'] {
  return { considerations, machines, models, rates }
}

function reasonsOf({
  reasons,
  considerations = [],
}: Parameters<typeof Advised>[0]['advice']['recommendation']): Parameters<typeof sourcesOf>[0] {
  return [...reasons, ...considerations]
}

const EXAMPLE = { work: 'llm', models: 'Llama 3.3 70B', owned: 'MacBook Air M2 16GB', budget: '4000' }

function Example() {
  return (
    <p>
      For example:{' '}
      <Link to={`choose/?${new URLSearchParams(EXAMPLE).toString()}`}>
        chat with Llama 3.3 70B, with a MacBook Air and 4,000 dollars
      </Link>
      .
    </p>
  )
}
