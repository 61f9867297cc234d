import type { Machine } from '../../../../../src/fit/machine.ts'
import { machineOf } from '../../../../../src/fit/machines/machine-of.ts'
import { gpuBudget } from '../../../../../src/fit/memory/budget.ts'
import type { KnownMachine } from '../../../../../src/knowledge/machines.ts'
import type { Knowledge } from '../../../../../src/knowledge/knowledge.ts'
import { gigabytes, plainNumber, range } from '../../../../../src/render/terminal/fit/numbers.ts'
import { Sources, sourcesOf } from '../../../../parts/sources.tsx'
import { Link } from '../../../frame/link.tsx'
import type { PageKind } from '../../../page-kind.ts'
import { Cited } from '../../../parts/cited.tsx'
import { largestFirst } from './runs.ts'
import { priceInWords, teraflops, terabytes } from '../words.ts'
import '../../../../parts/style/answer.css'
import '../../../../parts/style/findings.css'
import '../../../../parts/style/tables.css'
import '../../../style/knowledge.css'

type FitKnowledge = Pick<Knowledge, 'models' | 'rates'>

/** A machine: what it is, what it costs, and which models run on it. */
export const page = {
  async paths(shipped) {
    const { machines } = await shipped.knowledge('machines')
    return machines.map((known) => ({ id: machineOf(known).id }))
  },
  async load({ id = '' }, shipped) {
    const knowledge = await shipped.knowledge('machines', 'models', 'rates')
    const known = knowledge.machines.find((one) => machineOf(one).id === id)
    if (known === undefined) return undefined
    const machine = machineOf(known)
    const budget = gigabytes(gpuBudget(machine, {}))
    return {
      title: machine.name,
      description: `${machine.name}: its GPU may use ${budget} at ${terabytes(machine.bandwidth)}. Which language models fit, and how fast they answer.`,
      View: () => <MachinePage known={known} machine={machine} knowledge={knowledge} />,
    }
  },
} satisfies PageKind

/** Characters of a value that takes the room of two. */
const LONG = 40

interface Props {
  readonly known: KnownMachine
  readonly machine: Machine
  readonly knowledge: FitKnowledge
}

function MachinePage({ known, machine, knowledge }: Props) {
  const { price, rent, products = [] } = machine
  const sources = sourcesOf([
    machine,
    ...[price, rent].flatMap((one) => (one === undefined ? [] : [{ sources: [one.source] }])),
  ])
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Memory', `${Math.round(machine.memoryBytes / 2 ** 30)} GiB (${gigabytes(machine.memoryBytes)})`],
    ['The GPU may use', gigabytes(gpuBudget(machine, {}))],
    ['Bandwidth', terabytes(machine.bandwidth)],
    ['Matrices in 16 bits', teraflops(machine.matrixFlops)],
    ['32-bit arithmetic', teraflops(machine.flops)],
    ['Under load', machine.watts === undefined ? undefined : `${machine.watts} W`],
    [
      'Macs with it',
      products.length === 0 ? undefined : products.map(({ name, year }) => `${name} (${year})`).join(', '),
    ],
    ['Also called', known.aliases?.join(', ')],
    ['In clouds', known.instances?.map(({ by, names }) => `${by} ${names.join(', ')}`).join('; ')],
  ]
  return (
    <Cited sources={sources}>
      <p class="kicker">
        <Link to="machines/">Machines</Link>
      </p>
      <h1>{machine.name}</h1>
      <dl class="facts">
        {facts.map(([label, value]) =>
          value === undefined ? null : (
            <div key={label} class={value.length > LONG ? 'long' : undefined}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
        {[price, rent].map((one) =>
          one === undefined ? null : (
            <div key={one.per}>
              <dt>{one.per === 'hour' ? 'Rented' : 'Price'}</dt>
              <dd>
                {priceInWords(one)} <Sources sources={[one.source]} />
              </dd>
            </div>
          ),
        )}
      </dl>
      <p>
        <span class="quiet">GB are billions of bytes, as files are counted. The numbers are from</span>{' '}
        <Sources sources={machine.sources} />
      </p>
      <Runs machine={machine} knowledge={knowledge} />
    </Cited>
  )
}

/** The largest language models that it holds, in the quantization that most people take. */
function Runs({ machine, knowledge }: Omit<Props, 'known'>) {
  const rows = largestFirst(machine, knowledge)
  const address = (model: string) => `fit/?${new URLSearchParams({ model, machine: machine.name }).toString()}`
  return (
    <section aria-labelledby="runs">
      <h2 id="runs">What it runs</h2>
      <p>
        Language models in 4 bits (Q4_K_M) with 8,192 tokens of context, the largest that fit first.{' '}
        <Link to={`fit/?${new URLSearchParams({ machine: machine.name }).toString()}`}>All models on this machine</Link>
      </p>
      {rows.length === 0 ? (
        <p>None of the models that are known fits in 4 bits.</p>
      ) : (
        <div class="scroll">
          <table>
            <caption class="hidden">Models that fit, with memory and speed</caption>
            <thead>
              <tr>
                <th scope="col">Model</th>
                <th scope="col">Memory</th>
                <th scope="col">Writes, tokens a second</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ name, fit: { memory, decode } }) => (
                <tr key={name}>
                  <th scope="row">
                    <Link to={address(name)}>{name}</Link>
                  </th>
                  <td data-label="Memory">{gigabytes(memory.bytes.value)}</td>
                  <td data-label="Writes, tokens a second">
                    {decode === undefined
                      ? 'not known'
                      : `${plainNumber(decode.tokensPerSecond.value)} (${range(decode.tokensPerSecond)})`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
