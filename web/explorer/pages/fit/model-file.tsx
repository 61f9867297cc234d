import { useState } from 'preact/hooks'
import type { ModelAsked } from '../../../../src/fit/question.ts'
import { bytesOf } from './file-of.ts'

interface Props {
  readonly taken: ModelAsked | undefined
  readonly onTake: (model: ModelAsked | undefined) => void
}

/** Configs are some kilobytes; what is much larger is none. */
const MOST_CONFIG_BYTES = 10_000_000

/** Takes a model as files, of which the headers are read. */
export function ModelFile({ taken, onTake }: Props) {
  const [problem, setProblem] = useState<string>()
  const take = async (list: FileList | null) => {
    const files = [...(list ?? [])]
    if (files.length === 0) return
    const read = await modelIn(files)
    setProblem('problem' in read ? read.problem : undefined)
    if ('is' in read) onTake({ model: read.is, ...(read.is.tensors && { quantization: read.is.tensors.quantization }) })
  }
  return (
    <div
      class="dropped"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        void take(event.dataTransfer?.files ?? null)
      }}
    >
      <label>
        Or a model of yours: a .gguf file, or .safetensors files with their config.json. Only headers are read.
        <input
          type="file"
          multiple
          accept=".gguf,.safetensors,.json"
          onChange={({ currentTarget }) => void take(currentTarget.files)}
        />
      </label>
      {taken !== undefined && (
        <p>
          <b>{taken.model.name}</b> is asked about.{' '}
          <button type="button" onClick={() => onTake(undefined)}>
            Leave it
          </button>
        </p>
      )}
      {problem !== undefined && <p role="alert">{problem}</p>}
    </div>
  )
}

async function modelIn(files: readonly File[]) {
  const config = files.find(({ name }) => name === 'config.json')
  const weights = files.filter(({ name }) => /\.(?:gguf|safetensors)$/.test(name))
  const [first] = weights
  if (first === undefined) return { problem: 'There is no .gguf and no .safetensors file among these.' }
  const described = config === undefined ? undefined : await configIn(config)
  if (described === 'broken') return { problem: 'config.json is no JSON, or too large.' }
  // The tables of the formats are loaded when there is a file.
  const { modelOfFiles } = await import('../../../../src/fit/models/file/model-of-files.ts')
  return modelOfFiles({ name: first.name, files: weights.map(bytesOf), ...(described && { config: described.is }) })
}

async function configIn(file: File): Promise<{ readonly is: unknown } | 'broken'> {
  if (file.size > MOST_CONFIG_BYTES) return 'broken'
  try {
    return { is: JSON.parse(await file.text()) }
  } catch {
    return 'broken'
  }
}
