import type { Report } from '../../report/report.ts'
import { needsInWords } from '../model-words.ts'
import { placeOf } from './findings.ts'
import { counted, type Page, paragraph } from './page.ts'

/** Models that are shown; --format json has all. */
const MOST = 4

/** The models that a project loads, what each needs, and where the code says so. */
export function modelsSection({ models = [] }: Report, page: Page): string[] {
  if (models.length === 0) return []
  const more = models.length - MOST
  return [
    '',
    page.colours.bold('Models'),
    ...models.slice(0, MOST).flatMap((model) => {
      const [site] = model.sites
      const at = site === undefined ? '' : ` (${placeOf(site)})`
      return paragraph(page, 2, '', `${model.name} ${needsInWords(model)}${at}`)
    }),
    ...(more > 0 ? paragraph(page, 2, '', `and ${counted(more, 'more', 'more')}, with --format json`) : []),
  ]
}
