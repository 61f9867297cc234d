import type { Dependency, Support } from '../src/report/report.ts'
import { placeOf } from '../src/render/terminal/findings.ts'
import { Sources } from './sources.tsx'
import { SUPPORT_WORDS } from './words.ts'

const ORDER: readonly Support['status'][] = ['unsupported', 'partial', 'unknown', 'supported']

/** Which packages work where, those that do not work on a Mac first. */
export function Dependencies({ dependencies }: { readonly dependencies: readonly Dependency[] }) {
  if (dependencies.length === 0) return null
  const sorted = dependencies.toSorted(
    (left, right) => ORDER.indexOf(left.metal.status) - ORDER.indexOf(right.metal.status),
  )
  return (
    <section aria-labelledby="packages">
      <h2 id="packages">Packages</h2>
      <div class="scroll" role="region" aria-labelledby="packages" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Package</th>
              <th scope="col">Asked for</th>
              <th scope="col">On a Mac</th>
              <th scope="col">On CUDA</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map(({ name, version, requirement, scope, sites, metal, cuda }, index) => (
              <tr key={index}>
                <th scope="row">
                  <code>{version === undefined ? name : `${name} ${version}`}</code>
                </th>
                <td>
                  <code>{requirement}</code>
                  <span class="quiet">
                    {scope}
                    {sites[0] && `, ${placeOf(sites[0])}`}
                  </span>
                </td>
                <SupportCell support={metal} />
                <SupportCell support={cuda} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function SupportCell({ support: { status, note, sources } }: { readonly support: Support }) {
  return (
    <td>
      <span class={`chip support-${status}`}>{SUPPORT_WORDS[status]}</span>
      {note !== undefined && <span> {note}</span>} <Sources sources={sources} />
    </td>
  )
}
