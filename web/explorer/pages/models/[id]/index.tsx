import type { Model } from '../../../../../src/fit/model.ts'
import { modelId, modelOf } from '../../../../../src/fit/models/model-of.ts'
import type { KnownModel } from '../../../../../src/knowledge/models.ts'
import { gigabytes } from '../../../../../src/render/terminal/fit/numbers.ts'
import { Sources, sourcesOf } from '../../../../parts/sources.tsx'
import { Link } from '../../../frame/link.tsx'
import type { PageKind } from '../../../page-kind.ts'
import { Cited } from '../../../parts/cited.tsx'
import { bySize, type FitKnowledge, type Least, leastOf } from '../least.ts'
import { KIND_WORDS, parametersInWords, speedInWords } from '../words.ts'
import { Quantizations } from './quantizations.tsx'
import '../../../../parts/style/answer.css'
import '../../../../parts/style/charts.css'
import '../../../../parts/style/findings.css'
import '../../../../parts/style/tables.css'
import '../../../style/knowledge.css'

/** A model: what it takes, and which machines hold it. */
export const page = {
  async paths(shipped) {
    const { models } = await shipped.knowledge('models')
    return models.map(({ name }) => ({ id: modelId(name) }))
  },
  async load({ id = '' }, shipped) {
    const knowledge = await shipped.knowledge('machines', 'models', 'rates')
    const known = knowledge.models.find(({ name }) => modelId(name) === id)
    if (known === undefined) return undefined
    const model = modelOf(known)
    const machines = bySize(knowledge)
    const mac = leastOf(machines.metal, model, {}, knowledge)
    const card = leastOf(machines.cuda, model, {}, knowledge)
    return {
      title: `${known.name}: what it needs`,
      description: `${known.name} has ${parametersInWords(known.parameters)} parameters. The smallest Mac that holds it: ${mac?.machine.name ?? 'none'}. The smallest card: ${card?.machine.name ?? 'none'}.`,
      View: () => <ModelPage known={known} model={model} mac={mac} card={card} knowledge={knowledge} />,
    }
  },
} satisfies PageKind

interface Props {
  readonly known: KnownModel
  readonly model: Model
  readonly mac: Least | undefined
  readonly card: Least | undefined
  readonly knowledge: FitKnowledge
}

function ModelPage({ known, model, mac, card, knowledge }: Props) {
  return (
    <Cited sources={sourcesOf([known])}>
      <p class="kicker">
        <Link to="models/">Models</Link>
      </p>
      <h1>
        {known.name} <span class="quiet">on CUDA and Metal</span>
      </h1>
      <div class="cards">
        <LeastCard title="On a Mac (Metal)" model={known.name} least={mac} />
        <LeastCard title="On CUDA" model={known.name} least={card} />
      </div>
      <p>
        <Link to={`fit/?${new URLSearchParams({ model: known.name }).toString()}`}>All machines that hold it</Link>
      </p>
      {model.kind === 'text' && <Quantizations model={model} knowledge={knowledge} />}
      <h2>The model</h2>
      <dl class="facts">
        {factsOf(known, model).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        <span class="quiet">The numbers of the model are from</span> <Sources sources={known.sources} />
      </p>
    </Cited>
  )
}

function LeastCard({
  title,
  model,
  least,
}: {
  readonly title: string
  readonly model: string
  readonly least: Least | undefined
}) {
  if (least === undefined) {
    return (
      <article class="card status-blocked">
        <h2 class="platform">{title}</h2>
        <p class="status">No single machine</p>
        <p>It takes more than any one of those that are known may use, as it is usually run.</p>
      </article>
    )
  }
  const { machine, fit } = least
  const question = new URLSearchParams({ model, machine: machine.name }).toString()
  return (
    <article class="card status-runs">
      <h2 class="platform">{title}</h2>
      <p class="status">From {Math.round(machine.memoryBytes / 2 ** 30)} GB</p>
      <p>
        As {fit.model.quantization} in {fit.work.runtime} it takes {gigabytes(fit.memory.bytes.value)}. For example{' '}
        <Link to={`fit/?${question}`}>{machine.name}</Link>: {speedInWords(fit)}.
      </p>
    </article>
  )
}

function factsOf(known: KnownModel, model: Model): readonly (readonly [label: string, value: string])[] {
  const { architecture, parameters, activeParameters, kind } = model
  const layers = architecture?.layers.reduce((sum, { count }) => sum + count, 0)
  const longest = architecture?.longestContext
  const all: readonly (readonly [string, string | undefined])[] = [
    ['For', KIND_WORDS[kind]],
    ['Parameters', parametersInWords(parameters)],
    ['Of these a token touches', activeParameters < parameters ? parametersInWords(activeParameters) : undefined],
    ['Networks', known.parts?.map(({ name, parameters: own }) => `${name} ${parametersInWords(own)}`).join(', ')],
    ['Layers', layers === undefined ? undefined : String(layers)],
    ['Made for a context of', longest === undefined ? undefined : `${longest.toLocaleString('en')} tokens`],
    ['On the Hub', known.hub?.join(', ')],
    ['Also called', known.aliases?.join(', ')],
  ]
  return all.flatMap(([label, value]) => (value === undefined ? [] : [[label, value] as const]))
}
