import type { ModelUsed } from '../../src/report/report.ts'
import { needsInWords } from '../../src/render/model-words.ts'
import { placeOf } from '../../src/render/terminal/findings.ts'

/** The models that the project loads, and what memory each takes. */
export function Models({ models = [] }: { readonly models?: readonly ModelUsed[] | undefined }) {
  if (models.length === 0) return null
  return (
    <section aria-labelledby="models">
      <h2 id="models">Models</h2>
      <ul>
        {models.map((model) => (
          <li key={model.name}>
            <b>
              <bdi>{model.name}</bdi>
            </b>{' '}
            {needsInWords(model)}{' '}
            <span class="quiet">
              {model.sites.map((site, index) => (
                <code key={index}>{placeOf(site)} </code>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
