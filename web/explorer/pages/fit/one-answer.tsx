import type { KnownModel } from '../../../../src/knowledge/models.ts'
import type { Estimate, Fit } from '../../../../src/report/fit.ts'
import { counted } from '../../../../src/render/terminal/page.ts'
import { gigabytes, plainNumber, range } from '../../../../src/render/terminal/fit/numbers.ts'
import { Link } from '../../frame/link.tsx'
import { Basis } from './basis.tsx'
import { ContextCurve } from './context-curve.tsx'
import { MemoryBar } from './memory-bar.tsx'

interface Props {
  readonly fit: Fit
  /** Of the catalogue; absent for a model of a file, or of which only the size is known. */
  readonly known: KnownModel | undefined
}

/** One model on one machine. */
export function OneAnswer({ fit, known }: Props) {
  const { memory, machine, model, work, notes, offload } = fit
  return (
    <section aria-labelledby="answer">
      <article class={`card ${memory.fits ? 'status-runs' : 'status-blocked'}`}>
        <h2 class="platform" id="answer">
          {known === undefined ? model.id : <Link to={`models/${model.id}/`}>{known.name}</Link>} ({model.quantization},{' '}
          {work.runtime}) on <Link to={`machines/${machine.id}/`}>{machine.name}</Link>
        </h2>
        <p class="status">{memory.fits ? 'It fits' : 'It does not fit'}</p>
        <p>
          It takes {gigabytes(memory.bytes.value)} ({gigabytes(memory.bytes.low)} to {gigabytes(memory.bytes.high)}),
          and the GPU may have {gigabytes(machine.gpuBudgetBytes)}. {limitsOf(fit)}
        </p>
        <Basis estimate={memory.bytes} />
      </article>
      <MemoryBar fit={fit} />
      <ContextCurve fit={fit} />
      <dl class="facts">
        {numbersOf(fit).map(({ label, estimate, unit }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              {plainNumber(estimate.value)} {unit}
            </dd>
            <dd class="quiet">{range(estimate)}</dd>
            <dd>
              <Basis estimate={estimate} />
            </dd>
          </div>
        ))}
        {fit.cost?.machine !== undefined && (
          <div>
            <dt>Price of the machine</dt>
            <dd>${Math.round(fit.cost.machine).toLocaleString('en')}</dd>
          </div>
        )}
      </dl>
      {offload !== undefined && (
        <p>
          llama.cpp would keep {offload.layersOnGpu} of {counted(offload.layers, 'layer')} on the GPU and{' '}
          {gigabytes(offload.processorBytes)} in the computer’s memory.
        </p>
      )}
      <p>
        What next?{' '}
        {known !== undefined && (
          <>
            <Link to={`fit/?${new URLSearchParams({ model: known.name }).toString()}`}>
              Other machines for {known.name}
            </Link>
            {', '}
          </>
        )}
        <Link to={`fit/?${new URLSearchParams({ machine: machine.name }).toString()}`}>
          other models for {machine.name}
        </Link>
      </p>
      {notes.length > 0 && (
        <ul class="quiet">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

interface Told {
  readonly label: string
  readonly estimate: Estimate
  readonly unit: string
}

/** Every number of a fit that has a range, as it is called. */
function numbersOf({ decode, prefill, step, image, sound, energy, cost, offload, work }: Fit): readonly Told[] {
  const ofImages = work.context === 1
  const all: readonly (readonly [string, Estimate | undefined, string])[] = [
    ['Writes', decode?.tokensPerSecond, 'tokens a second'],
    ['Reads a prompt', prefill?.tokensPerSecond, 'tokens a second'],
    ['A step', step?.seconds, 'seconds'],
    ['Learns from', step?.tokensPerSecond, ofImages ? 'images a second' : 'tokens a second'],
    ['An image', image?.seconds, 'seconds'],
    ['Hears', sound?.secondsPerSecond, 'seconds of sound a second'],
    ['Writes, partly from memory', offload?.tokensPerSecond, 'tokens a second'],
    ['Power', energy?.watts, 'W'],
    ['Energy', energy?.joulesPerToken, ofImages ? 'J an image' : 'J a token'],
    ['A million tokens', cost?.perMillionTokens, 'US dollars'],
  ]
  return all.flatMap(([label, estimate, unit]) => (estimate === undefined ? [] : [{ label, estimate, unit }]))
}

/** How far it goes: with a longer context, or with more at a time. */
function limitsOf({ memory: { largestContext, largestBatch }, work }: Fit): string {
  const noun = work.kind === 'inference' ? 'sequence' : 'example'
  return [
    largestContext !== undefined && largestContext > 0 && `At most ${counted(largestContext, 'token')} of context fit.`,
    largestBatch !== undefined && largestBatch > 1 && `At most ${counted(largestBatch, noun)} fit at a time.`,
  ]
    .filter(Boolean)
    .join(' ')
}
