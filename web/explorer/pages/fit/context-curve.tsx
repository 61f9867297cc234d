import type { Fit } from '../../../../src/report/fit.ts'
import { gigabytes } from '../../../../src/render/terminal/fit/numbers.ts'
import { curveWords, plotOf } from './curve.ts'

/** Memory over the context against what the GPU may have: up to where it fits, in words first. */
export function ContextCurve({ fit }: { readonly fit: Fit }) {
  const plot = plotOf(fit)
  if (plot === undefined) return null
  const { line, budget, asked, ticks, points } = plot
  const says = curveWords(fit)
  return (
    <figure class="curve">
      <figcaption>{says}</figcaption>
      <svg class="plot" role="img" aria-label={says}>
        <rect class="room" x="0" y={percent(budget)} width="100%" height={percent(1 - budget)} />
        {ticks.map(({ at, context }) => (
          <line key={context} class="tick" x1={percent(at)} x2={percent(at)} y1="0" y2="100%" />
        ))}
        <line class="limit" x1="0" x2="100%" y1={percent(budget)} y2={percent(budget)} />
        <svg viewBox="0 0 1 1" preserveAspectRatio="none">
          <polyline points={line.map(([x, y]) => `${x.toFixed(4)},${y.toFixed(4)}`).join(' ')} />
        </svg>
        {asked !== undefined && (
          <>
            <line
              class="range"
              x1={percent(asked.at)}
              x2={percent(asked.at)}
              y1={percent(asked.high)}
              y2={percent(asked.low)}
            />
            <circle cx={percent(asked.at)} cy={percent(asked.y)} r="6" />
          </>
        )}
        <text x="8" y={percent(budget)} dy={budget < 0.12 ? '1.2em' : '-0.5em'}>
          {gigabytes(fit.machine.gpuBudgetBytes)} may be used
        </text>
      </svg>
      <svg class="axis" aria-hidden="true">
        {ticks.map(({ at, context, isMinor }) => (
          <text
            key={context}
            x={percent(at)}
            y="1em"
            class={at === 0 ? 'first' : at === 1 ? 'last' : isMinor ? 'minor' : undefined}
          >
            {tokens(context)}
          </text>
        ))}
      </svg>
      <p class="legend">
        <span>tokens of context</span>
        {asked !== undefined && (
          <span>
            <i class="asked" /> what was asked
          </span>
        )}
      </p>
      <details class="basis">
        <summary>The numbers</summary>
        <table>
          <caption class="hidden">Memory by context</caption>
          <thead>
            <tr>
              <th scope="col">Context, tokens</th>
              <th scope="col">Takes</th>
              <th scope="col">Of what may be used</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ context, bytes }) => (
              <tr key={context}>
                <th scope="row">{context.toLocaleString('en')}</th>
                <td data-label="Takes">{gigabytes(bytes)}</td>
                <td data-label="Of what may be used">{Math.round((bytes / fit.machine.gpuBudgetBytes) * 100)} %</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  )
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`
}

/** `8k`, `128k`, `1M`; a context that is no such number as it is. */
function tokens(context: number): string {
  if (context >= 2 ** 20 && context % 2 ** 20 === 0) return `${context / 2 ** 20}M`
  return context % 1024 === 0 ? `${context / 1024}k` : context.toLocaleString('en')
}
