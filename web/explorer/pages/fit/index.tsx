import { useState } from 'preact/hooks'
import type { ModelAsked } from '../../../../src/fit/question.ts'
import type { Estimate, Fit } from '../../../../src/report/fit.ts'
import { sourcesOf } from '../../../parts/sources.tsx'
import { Link } from '../../frame/link.tsx'
import type { PageKind, Question } from '../../page-kind.ts'
import { Cited } from '../../parts/cited.tsx'
import { answerOf, type FitAnswer, type FitKnowledge, type NamedFit } from './answers.ts'
import { askedIn } from './asked.ts'
import { FitForm } from './fit-form.tsx'
import { ManyAnswers } from './many-answers.tsx'
import { ModelFile } from './model-file.tsx'
import { OneAnswer } from './one-answer.tsx'
import '../../../parts/style/answer.css'
import '../../../parts/style/charts.css'
import '../../../parts/style/findings.css'
import '../../../parts/style/tables.css'
import '../../style/knowledge.css'
import './fit.css'

/** Whether a model fits a machine, how fast it goes there, and at what cost. */
export const page = {
  async load(_params, shipped) {
    const knowledge = await shipped.knowledge('machines', 'models', 'rates')
    return {
      title: 'Will the model fit, and how fast is it?',
      description: `Memory, speed, energy and price of ${knowledge.models.length} models on ${knowledge.machines.length} Macs and cards, with ranges and sources; or of a model file of yours.`,
      View: (question) => <FitPage knowledge={knowledge} question={question} />,
    }
  },
} satisfies PageKind

/** What the form shows where nothing was asked yet. */
const USUAL = { quantization: 'Q4_K_M', runtime: 'llama.cpp', context: 8192, batch: 1 } as const

function FitPage({ knowledge, question }: { readonly knowledge: FitKnowledge; readonly question: Question }) {
  const [file, setFile] = useState<ModelAsked>()
  const asked = askedIn(question.query)
  const answer = answerOf(asked, file, knowledge)
  const shown = answer.kind === 'one' ? answer.fit : 'fits' in answer ? answer.fits[0]?.fit : undefined
  const taken =
    shown === undefined ? { ...USUAL, ...asked.work } : { ...shown.work, quantization: shown.model.quantization }
  return (
    <Cited sources={answer.kind === 'one' ? sourcesOf(estimatesOf(answer.fit)) : []}>
      <h1>Will it fit?</h1>
      <p class="lead">
        Name a model and a machine. A machine alone is asked what it runs, a model alone what it needs. The address
        holds the question, so a link is an answer.
      </p>
      <FitForm question={question} knowledge={knowledge} taken={taken} />
      <ModelFile taken={file} onTake={setFile} />
      <div aria-live="polite">
        <Answer answer={answer} query={question.query} />
      </div>
    </Cited>
  )
}

function Answer({ answer, query }: { readonly answer: FitAnswer; readonly query: URLSearchParams }) {
  switch (answer.kind) {
    case 'nothing':
      return <Examples />
    case 'problem':
      return (
        <p class="lead" role="alert">
          {answer.problem}
        </p>
      )
    case 'one':
      return <OneAnswer fit={answer.fit} known={answer.known} />
    case 'models':
      return (
        <ManyAnswers
          title={`${answer.machine} runs ${answer.fits.length} of ${answer.tried} language models`}
          of="model"
          fits={linked(answer.fits, query, 'model')}
        />
      )
    case 'machines':
      return (
        <ManyAnswers
          title={`${answer.model} fits ${answer.fits.length} of ${answer.tried} machines`}
          of="machine"
          fits={linked(answer.fits, query, 'machine')}
        />
      )
  }
}

/** Each row leads to the same question about itself. */
function linked(fits: readonly NamedFit[], query: URLSearchParams, of: 'model' | 'machine') {
  return fits.map((each) => {
    const own = new URLSearchParams(query)
    own.set(of, each.name)
    return { ...each, query: own.toString() }
  })
}

const EXAMPLES = [
  ['Llama 3.3 70B', 'M4 Max 64 GB'],
  ['Qwen3 30B A3B', 'RTX 4090'],
  ['', 'M4 Pro 24 GB'],
  ['Mixtral 8x7B', ''],
] as const

function Examples() {
  return (
    <>
      <h2>For example</h2>
      <ul>
        {EXAMPLES.map(([model, machine]) => (
          <li key={model + machine}>
            <Link
              to={`fit/?${new URLSearchParams({ ...(model && { model }), ...(machine && { machine }) }).toString()}`}
            >
              {model === ''
                ? `What can ${machine} run?`
                : machine === ''
                  ? `What do I need for ${model}?`
                  : `${model} on ${machine}`}
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}

function estimatesOf({ memory, decode, prefill, step, image, sound, energy, cost, offload }: Fit): readonly Estimate[] {
  return [
    memory.bytes,
    decode?.tokensPerSecond,
    prefill?.tokensPerSecond,
    step?.seconds,
    step?.tokensPerSecond,
    image?.seconds,
    sound?.secondsPerSecond,
    offload?.tokensPerSecond,
    energy?.watts,
    energy?.joulesPerToken,
    cost?.perMillionTokens,
  ].filter((estimate) => estimate !== undefined)
}
