import type { Report } from '../../report/report.ts'
import { needsInWords } from '../model-words.ts'
import { placeOf } from '../terminal/findings.ts'
import { code, prose } from './text.ts'

/** The models that a project loads, and what each needs. */
export function modelsSection({ models = [] }: Report): string[] {
  if (models.length === 0) return []
  const lines = models.map((model) => {
    const places = model.sites.map((site) => code(placeOf(site))).join(', ')
    return `- **${prose(model.name)}** ${prose(needsInWords(model))} (${places})`
  })
  return ['', '### Models', '', ...lines]
}
