import { nameOf } from '../../../../src/fit/machines/machine-of.ts'
import { MACOS_OF_LARGER_SHARES } from '../../../../src/fit/memory/budget.ts'
import { CACHE_TYPES, RUNTIMES, type Runtime, WORK_KINDS } from '../../../../src/report/fit.ts'
import type { Question } from '../../page-kind.ts'
import type { FitKnowledge } from './answers.ts'
import { askedIn, BATCHES, CONTEXTS, nearestStep, quantizationsFor, withChange } from './asked.ts'

interface Props {
  readonly question: Question
  readonly knowledge: FitKnowledge
  /** What was taken where the address leaves it open. */
  readonly taken: {
    readonly quantization: string
    readonly runtime: Runtime
    readonly context: number
    readonly batch: number
  }
}

/** The question, as a form; each change is in the address at once. */
export function FitForm({ question: { query, ask }, knowledge, taken }: Props) {
  const asked = askedIn(query)
  const change = (name: string, value: string) => ask(withChange(query, name, value))
  const quantizations = quantizationsFor(taken.runtime, taken.quantization)
  return (
    <fieldset class="filters fit">
      <legend>The question</legend>
      <label class="wide">
        Model
        <input
          list="models"
          value={asked.model}
          placeholder="Llama 3.1 8B, or a size such as 70B"
          onChange={({ currentTarget }) => change('model', currentTarget.value)}
        />
      </label>
      <datalist id="models">
        {knowledge.models.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <label class="wide">
        Machine
        <input
          list="machines"
          value={asked.machine}
          placeholder="M4 Max 64 GB, RTX 4090, 2x RTX 3090"
          onChange={({ currentTarget }) => change('machine', currentTarget.value)}
        />
      </label>
      <datalist id="machines">
        {knowledge.machines.map((machine, index) => (
          <option key={index} value={nameOf(machine)} />
        ))}
      </datalist>
      <label>
        Work
        <select value={asked.work.work ?? ''} onChange={({ currentTarget }) => change('work', currentTarget.value)}>
          <option value="">what is usual</option>
          {WORK_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {kind.replaceAll('-', ' ')}
            </option>
          ))}
        </select>
      </label>
      <label>
        Runtime
        <select
          value={asked.work.runtime ?? ''}
          onChange={({ currentTarget }) => change('runtime', currentTarget.value)}
        >
          <option value="">{taken.runtime}, as is usual</option>
          {RUNTIMES.map((runtime) => (
            <option key={runtime} value={runtime}>
              {runtime}
            </option>
          ))}
        </select>
      </label>
      <Slider
        label="Context"
        words={`${taken.context.toLocaleString('en')} tokens`}
        at={nearestStep(CONTEXTS, taken.context)}
        steps={CONTEXTS.length}
        onMove={(step) => change('context', String(CONTEXTS[step] ?? ''))}
      />
      <Slider
        label="Batch"
        words={`${taken.batch} at a time`}
        at={nearestStep(BATCHES, taken.batch)}
        steps={BATCHES.length}
        onMove={(step) => change('batch', String(BATCHES[step] ?? ''))}
      />
      <Slider
        label="Quantization"
        words={taken.quantization}
        at={quantizations.indexOf(taken.quantization)}
        steps={quantizations.length}
        onMove={(step) => change('quantization', quantizations[step] ?? '')}
      />
      <label>
        Cache of the context
        <select value={asked.work.cache ?? ''} onChange={({ currentTarget }) => change('cache', currentTarget.value)}>
          <option value="">f16, as is usual</option>
          {CACHE_TYPES.filter((type) => type !== 'f16').map((type) => (
            <option key={type} value={type}>
              {type}
            </option>
          ))}
        </select>
      </label>
      <label>
        macOS of a Mac
        <select
          value={isOlder(asked.work.macos) ? BEFORE : ''}
          onChange={({ currentTarget }) => change('macos', currentTarget.value)}
        >
          <option value="">{MACOS_OF_LARGER_SHARES} or later</option>
          <option value={BEFORE}>before {MACOS_OF_LARGER_SHARES}: less for the GPU</option>
        </select>
      </label>
      <label>
        Electricity, $ a kWh
        <input
          type="number"
          min="0"
          max="100"
          step="0.01"
          value={asked.work.electricity ?? ''}
          placeholder="for the price of tokens"
          onChange={({ currentTarget }) => change('electricity', currentTarget.value)}
        />
      </label>
    </fieldset>
  )
}

/** The macOS before the one since which the GPU may have more of the memory: nothing else of it counts here. */
const BEFORE = '15'

function isOlder(macos: string | undefined): boolean {
  return macos !== undefined && Number.parseInt(macos, 10) < MACOS_OF_LARGER_SHARES
}

interface SliderProps {
  readonly label: string
  readonly words: string
  readonly at: number
  readonly steps: number
  readonly onMove: (step: number) => void
}

function Slider({ label, words, at, steps, onMove }: SliderProps) {
  return (
    <label class="slider">
      <span>
        {label}: <b>{words}</b>
      </span>
      <input
        type="range"
        min={0}
        max={steps - 1}
        value={at}
        aria-label={label}
        aria-valuetext={words}
        onInput={({ currentTarget }) => onMove(Number(currentTarget.value))}
      />
    </label>
  )
}
