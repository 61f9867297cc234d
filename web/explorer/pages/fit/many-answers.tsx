import type { Fit } from '../../../../src/report/fit.ts'
import { speedOfFit } from '../../../../src/render/fit/speed.ts'
import { gigabytes, plainNumber, range } from '../../../../src/render/terminal/fit/numbers.ts'
import { Link } from '../../frame/link.tsx'
import { useRows } from '../../parts/more-rows.tsx'

interface Props {
  readonly title: string
  /** What the rows are about. */
  readonly of: 'model' | 'machine'
  readonly fits: readonly { readonly name: string; readonly fit: Fit; readonly query: string }[]
}

/** What one machine runs, or on which machines one model runs. */
export function ManyAnswers({ title, of, fits }: Props) {
  const { shown, more } = useRows(fits)
  const [first] = fits
  const unit = first === undefined ? undefined : speedOfFit(first.fit)?.unit
  const hasPrice = of === 'machine'
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">{title}</h2>
      <div class="scroll">
        <table>
          <caption class="hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{of === 'model' ? 'Model' : 'Machine'}</th>
              <th scope="col">Takes</th>
              <th scope="col">Of</th>
              <th scope="col">{unit === undefined ? 'Speed' : `Speed, ${unit}`}</th>
              {hasPrice && <th scope="col">Price</th>}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name, fit, query }) => {
              const speed = speedOfFit(fit)
              const price = fit.cost?.machine
              return (
                <tr key={name}>
                  <th scope="row">
                    <Link to={`fit/?${query}`}>{name}</Link>
                  </th>
                  <td data-label="Takes">{gigabytes(fit.memory.bytes.value)}</td>
                  <td data-label="Of">{gigabytes(fit.machine.gpuBudgetBytes)}</td>
                  <td data-label="Speed">
                    {speed === undefined
                      ? 'not known'
                      : `${plainNumber(speed.estimate.value)} (${range(speed.estimate)})`}
                  </td>
                  {hasPrice && (
                    <td data-label="Price">
                      {price === undefined ? '' : `$${Math.round(price).toLocaleString('en')}`}
                    </td>
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {more}
    </section>
  )
}
