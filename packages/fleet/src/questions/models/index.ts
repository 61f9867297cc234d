import { question as make } from '../question.ts'
import { says } from './prose.ts'
import { shape } from './row.ts'

export const question = make({
  name: 'models',
  title: 'Which models need how much memory?',
  about: 'models that repositories load, what memory each takes, and the smallest Mac that has it',
  shape,
  sql: `
    SELECT
      model,
      max(parameters) AS parameters,
      coalesce(work, '') AS work,
      coalesce(quantization, '') AS quantization,
      coalesce(runtime, '') AS runtime,
      count(DISTINCT repository)::INTEGER AS repositories,
      max(models.bytes) AS bytes,
      max(low) AS low,
      max(high) AS high,
      -- One that fits nowhere counts for all.
      CASE WHEN count(*) = count(fits_from) THEN max(fits_from) END AS fits_from
    FROM chosen JOIN models USING (outcome)
    GROUP BY ALL
    ORDER BY bytes DESC NULLS LAST, model, work, quantization, runtime`,
  columns: [
    { key: 'model', title: 'Model', kind: 'text' },
    { key: 'work', title: 'Work', kind: 'text' },
    { key: 'quantization', title: 'Weights', kind: 'text' },
    { key: 'bytes', title: 'Memory', kind: 'bytes' },
    { key: 'fits_from', title: 'Mac from', kind: 'gigabytes' },
    { key: 'repositories', title: 'In', kind: 'count' },
  ],
  says,
})
