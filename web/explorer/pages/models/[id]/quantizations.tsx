import type { Model } from '../../../../../src/fit/model.ts'
import { gigabytes } from '../../../../../src/render/terminal/fit/numbers.ts'
import { Link } from '../../../frame/link.tsx'
import { bySize, type FitKnowledge, type Least, leastOf } from '../least.ts'
import { speedInWords } from '../words.ts'

/** Quantizations that most files are of, the smallest first, and how many bits they are called after. */
const USUAL = [
  ['Q3_K_M', '3 bits'],
  ['Q4_K_M', '4 bits, what most people take'],
  ['Q6_K', '6 bits'],
  ['Q8_0', '8 bits'],
  ['F16', '16 bits, as trained'],
] as const

interface Props {
  readonly model: Model
  readonly knowledge: FitKnowledge
}

/** What a language model takes in each quantization, and the smallest machines that hold it so. */
export function Quantizations({ model, knowledge }: Props) {
  const machines = bySize(knowledge)
  return (
    <section aria-labelledby="quantizations">
      <h2 id="quantizations">What it needs, by quantization</h2>
      <p>With llama.cpp and 8,192 tokens of context, on the smallest Mac and the smallest card that hold it.</p>
      <div class="scroll">
        <table>
          <caption class="hidden">Memory by quantization, and the smallest machines</caption>
          <thead>
            <tr>
              <th scope="col">Quantization</th>
              <th scope="col">Takes</th>
              <th scope="col">Mac</th>
              <th scope="col">Card</th>
            </tr>
          </thead>
          <tbody>
            {USUAL.map(([quantization, words]) => {
              const [mac, card] = [machines.metal, machines.cuda].map((those) =>
                leastOf(those, model, { quantization, runtime: 'llama.cpp' }, knowledge),
              )
              const takes = (mac ?? card)?.fit.memory.bytes.value
              return (
                <tr key={quantization}>
                  <th scope="row">
                    {quantization} <span class="quiet">{words}</span>
                  </th>
                  <td data-label="Takes">{takes === undefined ? 'too much for one machine' : gigabytes(takes)}</td>
                  <td data-label="Mac">
                    <On least={mac} model={model.name} quantization={quantization} />
                  </td>
                  <td data-label="Card">
                    <On least={card} model={model.name} quantization={quantization} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}

interface OnProps {
  readonly least: Least | undefined
  readonly model: string
  readonly quantization: string
}

function On({ least, model, quantization }: OnProps) {
  if (least === undefined) return <>none</>
  const question = new URLSearchParams({ model, machine: least.machine.name, quantization }).toString()
  return (
    <>
      <Link to={`fit/?${question}`}>{least.machine.name}</Link> <span class="quiet">{speedInWords(least.fit)}</span>
    </>
  )
}
