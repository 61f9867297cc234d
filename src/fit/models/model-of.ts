import type { KnownModel } from '../../knowledge/models.ts'
import type { Model } from '../model.ts'
import { modelOfConfig } from './config/model-of-config.ts'

/** A model of the catalogue, its architecture worked out from its config. */
export function modelOf(known: KnownModel): Model {
  const described = known.config === undefined ? undefined : modelOfConfig(known.config)
  const isDescribed = described !== undefined && !('problem' in described)
  // What the config describes is counted exactly; which part of it a token touches follows from the config.
  const idle = isDescribed ? described.parameters - described.activeParameters : 0
  return {
    id: modelId(known.name),
    name: known.name,
    kind: known.kind ?? 'text',
    from: 'catalogue',
    parameters: known.parameters,
    activeParameters: known.parameters - (known.besides ?? 0) - idle,
    ...(isDescribed && { architecture: described.architecture }),
    ...(known.parts !== undefined && { parts: known.parts }),
    ...(known.work !== undefined && { work: known.work }),
    sources: known.sources,
  }
}

/** `llama-3.1-8b` of `Llama 3.1 8B`. */
export function modelId(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}
