import type { ComponentChildren } from 'preact'
import { type Fate, FATE_WORDS, short } from './fates.ts'
import './heat-table.css'

export interface HeatRow {
  readonly label: ComponentChildren
  readonly key: string
  /** In the order of the releases. */
  readonly fates: readonly Fate[]
}

interface Props {
  readonly caption: string
  readonly releases: readonly string[]
  readonly rows: readonly HeatRow[]
}

/** How things fare over the releases of PyTorch: a colour and a sign for each, and the word for who hears the table. */
export function HeatTable({ caption, releases, rows }: Props) {
  const used = new Set(rows.flatMap(({ fates }) => fates))
  return (
    <>
      <p class="legend">
        {[...used].map((fate) => (
          <span key={fate}>
            <i class={`fate fate-${fate}`} aria-hidden="true" /> {FATE_WORDS[fate]}
          </span>
        ))}
      </p>
      {/* Reached by keyboards, since it is wider than a phone. */}
      <div class="scroll heat" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <caption class="hidden">{caption}</caption>
          <thead>
            <tr>
              <th scope="col">PyTorch</th>
              {releases.map((release) => (
                <th key={release} scope="col">
                  {short(release)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, fates }) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                {fates.map((fate, index) => (
                  <td key={index} class={`fate fate-${fate}`}>
                    <span class="hidden">{FATE_WORDS[fate]}</span>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
